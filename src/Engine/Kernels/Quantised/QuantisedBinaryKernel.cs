using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>QuantizedAdd, QuantizedMul and QuantizedBiasAdd: 8-bit steps to 32-bit ones, one operand repeated along the last axes.</summary>
/// <param name="operation">Which.</param>
internal sealed class QuantisedBinaryKernel<T>(QuantisedBinary operation) : Kernel
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override void Run(KernelContext context)
    {
        var x = context.Input(0);
        var y = context.Input(1);
        CheckShapes(x, y);
        var rangeX = QuantisedRanges.Read<T>(context, 2, 3);
        var rangeY = QuantisedRanges.Read<T>(context, 4, 5);
        var (low, high) = operation switch
        {
            QuantisedBinary.Multiply => QuantisedRanges.OfProduct(rangeX, rangeY),
            QuantisedBinary.Add => QuantisedRanges.OfSum(rangeX, rangeY, 1 << 14),
            _ => QuantisedRanges.OfSum(rangeX, rangeY, 1 << 17),
        };
        QuantisedRanges.Write(context, 1, low, high);
        var sum = new MinFirst<int>(low, high);
        var lineX = new Line(rangeX, sum, x.Rank == 0 ? x.Span<T>()[0] : null);
        var lineY = new Line(rangeY, sum, y.Rank == 0 && x.Rank > 0 ? y.Span<T>()[0] : null);
        var target = context.Output(0, x.Count >= y.Count ? x.Shape : y.Shape).WritableSpan<int>();
        if (target.IsEmpty)
        {
            return;
        }

        var left = x.Span<T>();
        var right = y.Span<T>();
        var (zeroX, zeroY) = ((int)rangeX.Zero, (int)rangeY.Zero);
        for (int i = 0; i < target.Length; i++)
        {
            var (a, b) = (left[i % left.Length], right[i % right.Length]);
            target[i] = operation switch
            {
                QuantisedBinary.Multiply => (int.CreateChecked(a) - zeroX) * (int.CreateChecked(b) - zeroY),
                QuantisedBinary.Add => lineX.StepOf(a) + lineY.StepOf(b),
                _ => sum.StepOf(rangeX.NumberOf(a)) + sum.StepOf(rangeY.NumberOf(b)),
            };
        }
    }

    private void CheckShapes(Tensor x, Tensor y)
    {
        if (operation == QuantisedBinary.AddBias)
        {
            if (x.Rank < 2 || y.Rank != 1 || y.Count != x[^1])
            {
                throw OperationException.InvalidArgument($"Must provide as many biases as the last dimension of the input tensor: {y.Shape} vs. {x.Shape}");
            }

            return;
        }

        bool repeats = x.Shape == y.Shape || x.Count == 1 || y.Count == 1
            || (x.Rank == 1 && y.Rank > 1 && x.Count == y[^1]) || (y.Rank == 1 && x.Rank > 1 && y.Count == x[^1]);
        if (!repeats)
        {
            throw OperationException.InvalidArgument($"Incompatible shapes: {x.Shape} vs. {y.Shape}");
        }
    }

    // The steps of a wider range by the first two steps of the narrower one, as TensorFlow approximates them; a single number has its own.
    private readonly struct Line(in MinFirst<T> from, in MinFirst<int> to, T? only)
    {
        private readonly int _start = to.StepOf(from.NumberOf(only ?? T.Zero));
        private readonly int _slope = only is null ? to.StepOf(from.NumberOf(T.One)) - to.StepOf(from.NumberOf(T.Zero)) : 0;

        public int StepOf(T step) => (int)Math.Clamp(_start + long.CreateChecked(step) * _slope, int.MinValue, int.MaxValue);
    }
}
