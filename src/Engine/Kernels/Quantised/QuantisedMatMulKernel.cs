using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>QuantizedMatMul: products of 8-bit steps, each less the step of zero, summed in 32 bits.</summary>
internal sealed class QuantisedMatMulKernel(bool transposeA, bool transposeB) : Kernel
{
    public override void Run(KernelContext context)
    {
        var a = context.Input(0);
        var b = context.Input(1);
        if (a.Rank != 2 || b.Rank != 2)
        {
            throw OperationException.InvalidArgument($"In[0] and In[1] must be matrices, got shapes {a.Shape} and {b.Shape}");
        }

        var (rows, inner) = transposeA ? (a[1], a[0]) : (a[0], a[1]);
        var (otherInner, columns) = transposeB ? (b[1], b[0]) : (b[0], b[1]);
        if (inner != otherInner)
        {
            throw OperationException.InvalidArgument($"Matrix size-compatible: In[0]: {a.Shape}, In[1]: {b.Shape}");
        }

        var rangeA = QuantisedRanges.Read<byte>(context, 2, 3);
        var rangeB = QuantisedRanges.Read<byte>(context, 4, 5);
        var (low, high) = QuantisedRanges.OfProduct(rangeA, rangeB);
        QuantisedRanges.Write(context, 1, low, high);
        var target = context.Output(0, new Shape([rows, columns])).WritableSpan<int>();
        var left = Matrix(context, a, transposeA, rangeA.Zero);
        var right = Matrix(context, b, transposeB, rangeB.Zero);
        target.Clear();
        for (int row = 0; row < rows; row++)
        {
            context.ThrowIfCancelled();
            var line = target.Slice(row * columns, columns);
            for (int k = 0; k < inner; k++)
            {
                int factor = left[row * inner + k];
                var other = right.Slice(k * columns, columns);
                for (int column = 0; column < line.Length; column++)
                {
                    line[column] += factor * other[column];
                }
            }
        }
    }

    // Row-major, less the step of zero.
    private static Span<int> Matrix(KernelContext context, Tensor matrix, bool transpose, long zero)
    {
        var source = matrix.Span<byte>();
        var target = context.Scratch<int>(source.Length);
        int columns = matrix[1];
        for (int i = 0; i < source.Length; i++)
        {
            int place = transpose ? i % columns * matrix[0] + i / columns : i;
            target[place] = (int)(source[i] - zero);
        }

        return target;
    }
}
