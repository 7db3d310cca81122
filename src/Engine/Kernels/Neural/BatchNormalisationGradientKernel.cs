using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>What the inputs of a batch normalisation get back from its result.</summary>
internal sealed class BatchNormalisationGradientKernel : Kernel
{
    private readonly float _epsilon;
    private readonly bool _isTraining;
    private readonly bool _isChannelsFirst;

    /// <param name="node">The node.</param>
    public BatchNormalisationGradientKernel(KernelNode node)
    {
        _epsilon = node.Float("epsilon");
        _isTraining = node.Flag("is_training");
        _isChannelsFirst = node.Text("data_format") is "NCHW" or "NCDHW";
    }

    public override void Run(KernelContext context)
    {
        Tensor given = context.Input(0), input = context.Input(1);
        if (given.Rank is not (4 or 5) || input.Shape != given.Shape)
        {
            throw OperationException.InvalidArgument($"y_backprop and x must have the same shape of 4 or 5 axes: {given.Shape} and {input.Shape}");
        }

        int axis = _isChannelsFirst ? 1 : given.Rank - 1, channels = given[axis], after = given.Shape.Product(axis + 1, given.Rank);
        for (int i = 2; i < 5; i++)
        {
            if (context.Input(i).Rank != 1 || context.Input(i).Count != channels)
            {
                throw OperationException.InvalidArgument($"scale and what was reserved must be vectors of {channels} elements; one has the shape {context.Input(i).Shape}");
            }
        }

        ReadOnlySpan<float> gradient = given.Span<float>(), x = input.Span<float>(), scale = context.Input(2).Span<float>(), mean = context.Input(3).Span<float>(), variance = context.Input(4).Span<float>();
        var back = context.Output(0, given.Shape).WritableSpan<float>();
        Span<float> scaleBack = context.Output(1, new Shape(channels)).WritableSpan<float>(), offsetBack = context.Output(2, new Shape(channels)).WritableSpan<float>();
        context.Output(3, new Shape(0));
        context.Output(4, new Shape(0));
        Span<double> sums = context.Scratch<double>(channels), products = context.Scratch<double>(channels), inverse = context.Scratch<double>(channels);
        sums.Clear();
        products.Clear();
        for (int channel = 0; channel < channels; channel++)
        {
            inverse[channel] = 1 / Math.Sqrt(variance[channel] + (double)_epsilon);
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            int channel = i / after % channels;
            sums[channel] += gradient[i];
            products[channel] += gradient[i] * (double)(x[i] - mean[channel]);
        }

        context.ThrowIfCancelled();
        double count = channels == 0 ? 1 : Math.Max(1, gradient.Length / channels);
        for (int i = 0; i < back.Length; i++)
        {
            int channel = i / after % channels;
            double own = gradient[i];
            if (_isTraining)
            {
                own -= (sums[channel] / count) + ((x[i] - mean[channel]) * inverse[channel] * inverse[channel] * products[channel] / count);
            }

            back[i] = (float)(own * scale[channel] * inverse[channel]);
        }

        for (int channel = 0; channel < channels; channel++)
        {
            scaleBack[channel] = (float)(products[channel] * inverse[channel]);
            offsetBack[channel] = (float)sums[channel];
        }
    }
}
