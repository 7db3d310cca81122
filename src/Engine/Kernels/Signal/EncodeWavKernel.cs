using TypedModels.Engine.Compute.Codecs;
using TypedModels.Engine.Compute.Codecs.Wav;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Signal;

/// <summary>EncodeWav: samples as a file of 16 bits.</summary>
internal sealed class EncodeWavKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var audio = context.Input(0);
        var rate = context.Input(1);
        if (audio.Rank != 2)
        {
            throw OperationException.InvalidArgument($"audio must be 2-dimensional, got shape {audio.Shape}");
        }

        if (rate.Rank != 0)
        {
            throw OperationException.InvalidArgument($"Input sample_rate should be a scalar tensor, got shape {rate.Shape}");
        }

        if (audio[1] == 0 || rate.Scalar<int>() <= 0)
        {
            throw OperationException.InvalidArgument($"A WAV file needs a channel and a rate above 0, got {audio[1]} channels at {rate.Scalar<int>()} Hz");
        }

        try
        {
            context.Output(0, Shape.Scalar).WritableTexts[0] = context.Texts.Copy(WavFile.Write(audio.Span<float>(), audio[1], rate.Scalar<int>()));
        }
        catch (CodecException exception)
        {
            throw OperationException.InvalidArgument(exception.Message);
        }
    }
}
