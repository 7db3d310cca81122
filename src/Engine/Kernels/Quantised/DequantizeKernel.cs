using System.Numerics;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>Dequantize: steps of an integer type to the numbers that they stand for.</summary>
internal sealed class DequantizeKernel<T>(QuantisedMode mode, bool narrow, int axis) : Kernel
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly double s_lowest = double.CreateChecked(T.MinValue);
    private static readonly double s_highest = double.CreateChecked(T.MaxValue);

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var slices = QuantisedSlices.Create(context, axis);
        var factors = context.Scratch<float>(slices.Count);
        var starts = context.Scratch<float>(slices.Count);
        for (int s = 0; s < slices.Count; s++)
        {
            (factors[s], starts[s]) = Line(context.Input(1).Span<float>()[s], context.Input(2).Span<float>()[s]);
        }

        float shift = mode switch
        {
            QuantisedMode.MinCombined => s_lowest < 0 ? (float)((s_highest - s_lowest + 1) / 2) : 0,
            QuantisedMode.MinFirst => (float)-s_lowest,
            _ => 0,
        };
        var source = input.Span<T>();
        var target = context.Output(0, input.Shape).WritableSpan<float>();
        for (int i = 0; i < target.Length; i++)
        {
            int s = slices.Of(i);
            target[i] = (float.CreateChecked(source[i]) + shift) * factors[s] + starts[s];
        }
    }

    private (float Factor, float Start) Line(float low, float high)
    {
        switch (mode)
        {
            case QuantisedMode.MinCombined:
                return ((high - low) / (float)(s_highest - s_lowest), low);
            case QuantisedMode.MinFirst when low == high:
                return (0, low);
            case QuantisedMode.MinFirst:
                double steps = s_highest - s_lowest + 1;
                float factor = (float)((high - low) * (steps / (steps - 1)) / steps);
                return (factor, MathF.Round(low / factor, MidpointRounding.AwayFromZero) * factor);
            default:
                float last = (float)s_highest;
                return (s_lowest == 0 ? high / last : Math.Max(low / (float)(s_lowest + (narrow ? 1 : 0)), high / last), 0);
        }
    }
}

/// <summary>Makes the kernel of a node.</summary>
internal static class DequantizeKernel
{
    /// <summary>Reads the attributes.</summary>
    public static Kernel Create(KernelNode node)
    {
        var (mode, narrow, axis) = (QuantisedSlices.ModeOf(node), node.Flag("narrow_range"), node.Int32("axis"));
        return node.InputType(0) switch
        {
            DataType.QInt8 => new DequantizeKernel<sbyte>(mode, narrow, axis),
            DataType.QUInt8 => new DequantizeKernel<byte>(mode, narrow, axis),
            DataType.QInt16 => new DequantizeKernel<short>(mode, narrow, axis),
            DataType.QUInt16 => new DequantizeKernel<ushort>(mode, narrow, axis),
            _ => new DequantizeKernel<int>(mode, narrow, axis),
        };
    }
}
