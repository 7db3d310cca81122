using System.Numerics;
using TypedModels.Engine.Kernels.Moves;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>QuantizedConcat: values of different ranges one after the other, in the steps of a range that holds all.</summary>
internal sealed class QuantisedConcatKernel<T>(int count) : Kernel
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override void Run(KernelContext context)
    {
        var first = context.Input(1);
        long given = Indices.Scalar(context.Input(0), "concat_dim");
        int axis = (int)(given < 0 ? given + first.Rank : given);
        if (given < -first.Rank || given >= first.Rank)
        {
            throw OperationException.InvalidArgument($"concat_dim must be within the {first.Rank} axes of the values, got {given}");
        }

        var (low, high) = (float.MaxValue, float.MinValue);
        long length = 0;
        for (int i = 0; i < count; i++)
        {
            var value = context.Input(1 + i);
            if (value.Rank != first.Rank || value.Shape.With(axis, first[axis]) != first.Shape)
            {
                throw OperationException.InvalidArgument($"Dimensions of inputs should match: shape[0] = {first.Shape} vs. shape[{i}] = {value.Shape}");
            }

            length += value[axis];
            low = Math.Min(low, QuantisedRanges.Number(context, 1 + count + i));
            high = Math.Max(high, QuantisedRanges.Number(context, 1 + 2 * count + i));
        }

        low = Math.Min(0, low);
        if (T.MinValue < T.Zero)
        {
            high = Math.Max(Math.Abs(low), Math.Abs(high));
            low = -high;
        }

        QuantisedRanges.Write(context, 1, low, high);
        var output = context.Output(0, first.Shape.With(axis, checked((int)length)));
        Write(context, axis, new MinFirst<T>(low, high), output.WritableSpan<T>(), output.Shape.Product(axis, output.Rank));
    }

    private void Write(KernelContext context, int axis, in MinFirst<T> range, Span<T> target, int rowLength)
    {
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            context.ThrowIfCancelled();
            var value = context.Input(1 + i);
            var own = QuantisedRanges.Read<T>(context, 1 + count + i, 1 + 2 * count + i);
            bool equal = own.Low == range.Low && own.High == range.High;
            int part = value.Shape.Product(axis, value.Rank);
            var source = value.Span<T>();
            for (int k = 0; k < source.Length; k++)
            {
                target[k / part * rowLength + start + k % part] = equal ? source[k] : range.FastStepOf(own.FastNumberOf(source[k]));
            }

            start += part;
        }
    }
}
