using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>QuantizeAndDequantizeV2 to V4: rounds to the steps that a scale of few bits has, zero among them, for the whole value or for each slice of an axis.</summary>
internal sealed class QuantizeAndDequantizeKernel<T> : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private readonly bool _signed;
    private readonly bool _rangeGiven;
    private readonly bool _narrow;
    private readonly bool _halfUp;
    private readonly int _axis;
    private readonly int? _bits;
    private readonly bool _rangePerSlice;

    /// <summary>Reads the attributes.</summary>
    public QuantizeAndDequantizeKernel(KernelNode node)
    {
        _signed = node.Flag("signed_input");
        _rangeGiven = node.Flag("range_given");
        _narrow = node.Has("narrow_range") && node.Flag("narrow_range");
        _axis = node.Has("axis") ? node.Int32("axis") : -1;
        _halfUp = node.Has("round_mode") && node.Text("round_mode") == "HALF_UP";
        _bits = node.Has("num_bits") ? CheckBits(node.Int32("num_bits")) : null;
        _rangePerSlice = node.Operation == "QuantizeAndDequantizeV3";
        if (_axis < -1)
        {
            throw OperationException.InvalidArgument($"Axis must be at least -1. Found {_axis}");
        }
    }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (_axis >= input.Rank)
        {
            throw OperationException.InvalidArgument($"Axis should be less than the rank of the input. Axis is {_axis}, the shape {input.Shape}");
        }

        int slices = _axis < 0 ? 1 : input[_axis];
        int inner = _axis < 0 ? input.Count : input.Shape.Product(_axis + 1, input.Rank);
        int bits = _bits ?? CheckBits(ReadBits(context.Input(3)));
        var source = input.Span<T>();
        var steps = context.Scratch<Steps>(slices);
        for (int s = 0; s < slices; s++)
        {
            var (least, most) = _rangeGiven ? ReadRange(context, s, slices) : Measure(source, s, slices, inner);
            steps[s] = CreateSteps(least, most, bits);
        }

        var target = context.OutputOver(0, 0, input.Shape).WritableSpan<T>();
        for (int i = 0; i < target.Length; i++)
        {
            ref readonly var step = ref steps[_axis < 0 ? 0 : i / inner % slices];
            T value = _rangeGiven ? T.Min(T.Max(source[i], step.Least), step.Most) : source[i];
            value *= step.Scale;
            value = _halfUp ? T.Floor(value + T.CreateChecked(0.5)) : T.Round(value, MidpointRounding.ToEven);
            target[i] = value * step.Inverse;
        }
    }

    private Steps CreateSteps(T least, T most, int bits)
    {
        T first = _signed ? T.CreateChecked(-(1L << (bits - 1)) + (_narrow ? 1 : 0)) : T.Zero;
        T last = T.CreateChecked(_signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1);
        T fromLeast = first * least > T.Zero ? first / least : T.MaxValue;
        T fromMost = last * most > T.Zero ? last / most : T.MaxValue;
        if (fromLeast < fromMost)
        {
            T inverse = least / first;
            return new Steps(least, last * inverse, fromLeast, inverse);
        }
        else
        {
            T inverse = most / last;
            return new Steps(first * inverse, most, fromMost, inverse);
        }
    }

    private static (T Least, T Most) Measure(ReadOnlySpan<T> source, int slice, int slices, int inner)
    {
        T least = T.MaxValue;
        T most = T.MinValue;
        for (int start = slice * inner; start < source.Length; start += slices * inner)
        {
            foreach (T value in source.Slice(start, inner))
            {
                least = value < least ? value : least;
                most = value > most ? value : most;
            }
        }

        return source.IsEmpty ? (T.Zero, T.Zero) : (least, most);
    }

    private (T Least, T Most) ReadRange(KernelContext context, int slice, int slices)
    {
        var least = context.Input(1);
        var most = context.Input(2);
        if (_axis >= 0 && !_rangePerSlice)
        {
            // TensorFlow asks for a vector here, and for a number.
            throw OperationException.InvalidArgument("input_min must be a scalar.");
        }

        if (least.Shape != most.Shape || least.Count != slices || least.Rank != (_axis < 0 ? least.Rank : 1))
        {
            throw OperationException.InvalidArgument($"input_min and input_max must have a number for each of {slices} slices, got shapes {least.Shape} and {most.Shape}");
        }

        var (from, to) = (least.Span<T>()[slice], most.Span<T>()[slice]);
        return from <= to ? (from, to) : throw OperationException.InvalidArgument($"Invalid range: input_min {from} > input_max {to}");
    }

    private static int ReadBits(Tensor bits) => bits.Count == 1 ? bits.Span<int>()[0] : throw OperationException.InvalidArgument($"num_bits must be a single number, got shape {bits.Shape}");

    private int CheckBits(int bits) => bits > 0 && bits < (_signed ? 62 : 63)
        ? bits
        : throw OperationException.InvalidArgument($"num_bits is out of range: {bits} with signed_input_ {(_signed ? 1 : 0)}");

    private readonly record struct Steps(T Least, T Most, T Scale, T Inverse);
}
