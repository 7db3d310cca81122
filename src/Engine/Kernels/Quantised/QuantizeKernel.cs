using System.Numerics;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>QuantizeV2: numbers to steps of an integer type, with the range that these stand for.</summary>
internal sealed class QuantizeKernel<T>(QuantisedMode mode, bool halfToEven, bool narrow, int axis, float leastRange) : Kernel
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly double s_lowest = double.CreateChecked(T.MinValue);
    private static readonly double s_highest = double.CreateChecked(T.MaxValue);

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var slices = QuantisedSlices.Create(context, axis);
        var output = context.Output(0, input.Shape);
        var lows = context.Output(1, slices.RangeShape(axis)).WritableSpan<float>();
        var highs = context.Output(2, slices.RangeShape(axis)).WritableSpan<float>();
        for (int s = 0; s < slices.Count; s++)
        {
            (lows[s], highs[s]) = Widen(context.Input(1).Span<float>()[s], context.Input(2).Span<float>()[s]);
        }

        var scales = context.Scratch<float>(slices.Count);
        for (int s = 0; s < slices.Count; s++)
        {
            scales[s] = Scale(ref lows[s], ref highs[s]);
        }

        var source = input.Span<float>();
        var target = output.WritableSpan<T>();
        for (int i = 0; i < target.Length; i++)
        {
            int s = slices.Of(i);
            target[i] = Quantize(source[i], lows[s], highs[s], scales[s]);
        }
    }

    private (float Low, float High) Widen(float low, float high)
    {
        if (!(low <= high))
        {
            throw OperationException.InvalidArgument($"input_max_range must be larger than input_min_range, got {low} and {high}");
        }

        float from = Math.Min(0, low);
        float epsilon = Math.Max(1, Math.Max(Math.Abs(low), Math.Abs(high))) * leastRange;
        return (from, Math.Max(0, Math.Max(high, from + epsilon)));
    }

    // Steps for a unit; in the scaled mode the range becomes that of all steps.
    private float Scale(ref float low, ref float high)
    {
        switch (mode)
        {
            case QuantisedMode.MinCombined:
                return (float)((s_highest - s_lowest) / (high - low));
            case QuantisedMode.MinFirst:
                return MinFirstScale.Of(s_highest - s_lowest + 1, low, high);
            default:
                float first = (float)(s_lowest + (narrow ? 1 : 0));
                float last = (float)s_highest;
                float fromLow = first * low > 0 ? first / low : float.MaxValue;
                float fromHigh = last * high > 0 ? last / high : float.MaxValue;
                float scale = Math.Min(fromLow, fromHigh);
                low = first / scale;
                high = last / scale;
                return scale;
        }
    }

    private T Quantize(float value, float low, float high, float scale)
    {
        if (mode == QuantisedMode.MinFirst)
        {
            double step = Away(value * scale) - (Away(low * scale) - s_lowest);
            return T.CreateSaturating(step);
        }

        value = value < high ? value : high;
        value = value > low ? value : low;
        if (mode == QuantisedMode.Scaled)
        {
            float scaled = value * scale;
            return T.CreateSaturating(halfToEven ? MathF.Round(scaled, MidpointRounding.ToEven) : Away(scaled));
        }

        float combined = (value - low) * scale;
        return s_lowest < 0
            ? T.CreateSaturating(Away(combined - (float)((s_highest - s_lowest + 1) / 2)))
            : T.CreateSaturating(combined + 0.5f);
    }

    private static float Away(float value) => MathF.Round(value, MidpointRounding.AwayFromZero);
}

/// <summary>Makes the kernel of a node.</summary>
internal static class QuantizeKernel
{
    /// <summary>Reads the attributes.</summary>
    public static Kernel Create(KernelNode node)
    {
        var mode = QuantisedSlices.ModeOf(node);
        string rounding = node.Text("round_mode");
        bool even = rounding switch
        {
            "HALF_TO_EVEN" => true,
            "HALF_AWAY_FROM_ZERO" => false,
            _ => throw OperationException.InvalidArgument($"Round mode string must be 'HALF_AWAY_FROM_ZERO' or 'HALF_TO_EVEN', is '{rounding}'"),
        };
        if (even && mode != QuantisedMode.Scaled)
        {
            throw OperationException.InvalidArgument($"Round mode 'HALF_TO_EVEN' only supported for mode 'SCALED', but mode is '{node.Text("mode")}'.");
        }

        var (narrow, axis, least) = (node.Flag("narrow_range"), node.Int32("axis"), node.Float("ensure_minimum_range"));
        return node.OutputType(0) switch
        {
            DataType.QInt8 => new QuantizeKernel<sbyte>(mode, even, narrow, axis, least),
            DataType.QUInt8 => new QuantizeKernel<byte>(mode, even, narrow, axis, least),
            DataType.QInt16 => new QuantizeKernel<short>(mode, even, narrow, axis, least),
            DataType.QUInt16 => new QuantizeKernel<ushort>(mode, even, narrow, axis, least),
            _ => new QuantizeKernel<int>(mode, even, narrow, axis, least),
        };
    }
}
