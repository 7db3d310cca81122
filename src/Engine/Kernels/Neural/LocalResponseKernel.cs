namespace TypedModels.Engine.Kernels.Neural;

/// <summary>Local response normalisation: divides each element by a power of the squares of its neighbouring channels.</summary>
internal sealed class LocalResponseKernel : Kernel
{
    private readonly long _radius;
    private readonly float _bias;
    private readonly float _alpha;
    private readonly float _beta;

    /// <param name="node">The node.</param>
    public LocalResponseKernel(KernelNode node)
    {
        _radius = node.Integer("depth_radius");
        _bias = node.Float("bias");
        _alpha = node.Float("alpha");
        _beta = node.Float("beta");
        if (_radius < 0)
        {
            throw OperationException.InvalidArgument($"depth_radius = {_radius} must not be negative");
        }
    }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Rank != 4)
        {
            throw OperationException.InvalidArgument($"in must be 4-dimensional, not {input.Shape}");
        }

        var result = context.Output(0, input.Shape);
        var source = input.Span<float>();
        var target = result.WritableSpan<float>();
        int channels = input[3];
        for (int first = 0; first < source.Length; first += channels)
        {
            var pixel = source.Slice(first, channels);
            double sum = 0;
            int end = 0, start = 0;
            for (int channel = 0; channel < channels; channel++)
            {
                for (; end < channels && end <= channel + _radius; end++)
                {
                    sum += (double)pixel[end] * pixel[end];
                }

                for (; start < channel - _radius; start++)
                {
                    sum -= (double)pixel[start] * pixel[start];
                }

                target[first + channel] = pixel[channel] * MathF.Pow(_bias + (_alpha * (float)sum), -_beta);
            }

            if ((first & 0xFFFFF) < channels)
            {
                context.ThrowIfCancelled();
            }
        }
    }
}
