using TypedModels.Engine.Compute.Codecs;
using TypedModels.Engine.Compute.Codecs.Wav;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Signal;

/// <summary>DecodeWav: the samples of a file and their rate.</summary>
/// <param name="wantedChannels">The channels to give, the last one repeated; −1 for those of the file.</param>
/// <param name="wantedSamples">The moments to give, silent past the end; −1 for those of the file.</param>
internal sealed class DecodeWavKernel(int wantedChannels, int wantedSamples) : Kernel
{
    public override void Run(KernelContext context)
    {
        var contents = context.Input(0);
        if (contents.Rank != 0)
        {
            throw OperationException.InvalidArgument($"contents must be scalar, got shape {contents.Shape}");
        }

        try
        {
            var file = WavFile.Read(contents.Texts[0].Span);
            int channels = wantedChannels < 0 ? file.Channels : wantedChannels;
            int samples = wantedSamples < 0 ? file.Length : wantedSamples;
            var audio = context.Output(0, new Shape([samples, channels])).WritableSpan<float>();
            for (int i = 0; i < audio.Length; i++)
            {
                int moment = i / channels;
                audio[i] = moment < file.Length ? file[moment, Math.Min(i % channels, file.Channels - 1)] : 0;
            }

            context.Output(1, Shape.Scalar).WritableSpan<int>()[0] = file.Rate;
        }
        catch (CodecException exception)
        {
            throw OperationException.InvalidArgument(exception.Message);
        }
    }
}
