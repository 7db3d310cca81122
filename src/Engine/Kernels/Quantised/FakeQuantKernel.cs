using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>FakeQuantWithMinMaxArgs, -Vars and -VarsPerChannel: rounds to the steps between two numbers, moved so that zero is a step.</summary>
internal sealed class FakeQuantKernel : Kernel
{
    private readonly float? _least;
    private readonly float? _most;
    private readonly bool _perChannel;
    private readonly float _firstStep;
    private readonly float _lastStep;

    /// <summary>Reads the attributes.</summary>
    public FakeQuantKernel(KernelNode node, float? least, float? most)
    {
        int bits = node.Int32("num_bits");
        if (bits is < 2 or > 16)
        {
            throw OperationException.InvalidArgument($"num_bits must be between 2 and 16, inclusive, got {bits}");
        }

        if (least >= most)
        {
            throw OperationException.InvalidArgument($"min has to be smaller than max, was: {least} >= {most}");
        }

        (_least, _most, _perChannel) = (least, most, node.Operation.EndsWith("PerChannel", StringComparison.Ordinal));
        _firstStep = node.Flag("narrow_range") ? 1 : 0;
        _lastStep = (1 << bits) - 1;
    }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var source = input.Span<float>();
        if (_perChannel)
        {
            RunChannels(context, input);
            return;
        }

        var (least, most) = (_least ?? ReadScalar(context, 1, "min"), _most ?? ReadScalar(context, 2, "max"));
        var target = context.OutputOver(0, 0, input.Shape).WritableSpan<float>();
        var steps = Nudge(least, most);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = steps.Round(source[i]);
        }
    }

    private void RunChannels(KernelContext context, Tensor input)
    {
        var least = context.Input(1);
        var most = context.Input(2);
        int channels = input.Rank == 0 ? 0 : input[^1];
        if (input.Rank == 0 || least.Rank != 1 || least.Count != channels || most.Rank != 1 || most.Count != channels)
        {
            throw OperationException.InvalidArgument($"min and max must be vectors of {channels} channels, got shapes {least.Shape} and {most.Shape} for inputs {input.Shape}");
        }

        var steps = context.Scratch<Steps>(channels);
        for (int c = 0; c < channels; c++)
        {
            steps[c] = Nudge(least.Span<float>()[c], most.Span<float>()[c]);
        }

        var source = input.Span<float>();
        var target = context.OutputOver(0, 0, input.Shape).WritableSpan<float>();
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = steps[i % channels].Round(source[i]);
        }
    }

    private Steps Nudge(float least, float most)
    {
        if (least == 0 && most == 0)
        {
            return default;
        }

        float scale = (most - least) / (_lastStep - _firstStep);
        float zero = _firstStep - least / scale;
        zero = zero < _firstStep ? _firstStep : zero > _lastStep ? _lastStep : MathF.Round(zero, MidpointRounding.AwayFromZero);
        float lower = (_firstStep - zero) * scale;
        return new Steps(lower, (_lastStep - zero) * scale, scale, 1 / scale, MathF.Floor(-lower * (1 / scale) + 0.5f));
    }

    private static float ReadScalar(KernelContext context, int input, string name) => context.Input(input) is { Rank: 0 } value
        ? value.Scalar<float>()
        : throw OperationException.InvalidArgument($"`{name}` must be rank 0 but is rank {context.Input(input).Rank}");

    private readonly record struct Steps(float Least, float Most, float Scale, float Inverse, float Zero)
    {
        public float Round(float value)
        {
            if (Scale == 0)
            {
                return 0;
            }

            // What is no number stays none.
            float clamped = value > Most ? Most : value;
            clamped = clamped < Least ? Least : clamped;
            return MathF.Floor((clamped - Least) * Inverse - Zero + 0.5f) * Scale;
        }
    }
}
