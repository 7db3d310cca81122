using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>Batch normalisation: with given means and variances, or with those of the batch.</summary>
internal sealed unsafe class BatchNormalisationKernel : Kernel
{
    private readonly float _epsilon;
    private readonly float _newShare;
    private readonly bool _isTraining;
    private readonly bool _isChannelsFirst;
    private readonly Activation _activation;

    /// <param name="node">The node.</param>
    public BatchNormalisationKernel(KernelNode node)
    {
        _epsilon = node.Float("epsilon");
        _newShare = node.Float("exponential_avg_factor");
        _isTraining = node.Flag("is_training");
        _activation = node.Tail.Activation;
        _isChannelsFirst = node.Text("data_format") is "NCHW" or "NCDHW";
    }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Rank is not (4 or 5))
        {
            throw OperationException.InvalidArgument($"input must be 4 or 5-dimensional{input.Shape}");
        }

        int axis = _isChannelsFirst ? 1 : input.Rank - 1, channels = input[axis];
        Require(context, channels);
        var result = context.Output(0, input.Shape);
        var shape = new Shape(channels);
        Tensor mean = context.Output(1, shape), variance = context.Output(2, shape), firstReserve = context.Output(3, shape), secondReserve = context.Output(4, shape);
        if (context.OutputCount > 5)
        {
            // Room for a graphics card's own notes; what TensorFlow's two kernels for processors put there has these shapes.
            context.Output(5, input.Rank == 4 ? new Shape(0) : Shape.Scalar).WritableSpan<float>().Clear();
        }

        int pixels = channels == 0 ? 0 : input.Count / channels;
        int after = _isChannelsFirst ? input.Shape.Product(2, input.Rank) : 1;
        Span<float> means = firstReserve.WritableSpan<float>(), variances = secondReserve.WritableSpan<float>();
        if (_isTraining)
        {
            Measure(context, input, channels, after, means, variances);
            Average(context, means, variances, pixels, mean.WritableSpan<float>(), variance.WritableSpan<float>());
        }
        else
        {
            context.Input(3).Span<float>().CopyTo(means);
            context.Input(4).Span<float>().CopyTo(variances);
            means.CopyTo(mean.WritableSpan<float>());
            variances.CopyTo(variance.WritableSpan<float>());
        }

        if (input.Count == 0)
        {
            mean.WritableSpan<float>().Fill(float.NaN);
            variance.WritableSpan<float>().Fill(float.NaN);
            means.Clear();
            variances.Clear();
            return;
        }

        Span<float> factors = context.Scratch<float>(channels), shifts = context.Scratch<float>(channels);
        for (int channel = 0; channel < channels; channel++)
        {
            factors[channel] = context.Input(1).Span<float>()[channel] / MathF.Sqrt(variances[channel] + _epsilon);
            shifts[channel] = -means[channel];
        }

        fixed (float* factor = factors, shift = shifts, offset = context.Input(2).Span<float>())
        {
            var work = new ChannelScaleWork((float*)input.Pointer, (float*)result.Pointer, shift, factor, offset, channels, after, _activation);
            context.Share(after == 1 ? pixels : input.Count / after, work.PieceLength, ref work);
        }
    }

    private void Require(KernelContext context, int channels)
    {
        for (int i = 1; i < 5; i++)
        {
            var value = context.Input(i);
            bool mayBeEmpty = i > 2 && _isTraining && _newShare == 1;
            if (value.Rank != 1 || (value.Count != channels && !(mayBeEmpty && value.Count == 0)))
            {
                throw OperationException.InvalidArgument(
                    $"{(i switch { 1 => "scale", 2 => "offset", 3 => "mean", _ => "variance" })} must have the same number of elements as the channels of x, got {value.Shape} and {channels}");
            }
        }
    }

    private static void Measure(KernelContext context, Tensor input, int channels, int after, Span<float> means, Span<float> variances)
    {
        int count = channels == 0 ? 0 : input.Count / channels;
        var values = input.Span<float>();
        var sums = context.Scratch<double>(channels);
        for (int pass = 0; pass < 2; pass++)
        {
            sums.Clear();
            for (int i = 0; i < values.Length; i++)
            {
                int channel = i / after % channels;
                double value = values[i];
                sums[channel] += pass == 0 ? value : (value - means[channel]) * (value - means[channel]);
            }

            for (int channel = 0; channel < channels; channel++)
            {
                (pass == 0 ? means : variances)[channel] = (float)(sums[channel] / count);
            }

            context.ThrowIfCancelled();
        }
    }

    /// <summary>What the caller keeps for inference: of the batch's own, with the variance of a sample, as much as the factor says.</summary>
    private void Average(KernelContext context, ReadOnlySpan<float> means, ReadOnlySpan<float> variances, int count, Span<float> mean, Span<float> variance)
    {
        float correction = count > 1 ? (float)count / (count - 1) : count;
        for (int channel = 0; channel < means.Length; channel++)
        {
            mean[channel] = means[channel];
            variance[channel] = variances[channel] * correction;
            if (_newShare != 1)
            {
                mean[channel] = ((1 - _newShare) * context.Input(3).Span<float>()[channel]) + (_newShare * mean[channel]);
                variance[channel] = ((1 - _newShare) * context.Input(4).Span<float>()[channel]) + (_newShare * variance[channel]);
            }
        }
    }
}
