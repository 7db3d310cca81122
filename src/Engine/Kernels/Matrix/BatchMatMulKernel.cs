using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>The products of the matrices in the two innermost axes; the axes before them are broadcast.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed unsafe class BatchMatMulKernel<T> : Kernel
    where T : unmanaged, INumberBase<T>
{
    private readonly bool _adjointsLeft;
    private readonly bool _adjointsRight;
    private readonly bool _broadcasts;
    private readonly PackedMatrix<T>? _packed;

    /// <param name="node">The node.</param>
    /// <param name="broadcasts">Whether the axes before the matrices may differ.</param>
    public BatchMatMulKernel(KernelNode node, bool broadcasts)
    {
        _adjointsLeft = node.Flag("adj_x");
        _adjointsRight = node.Flag("adj_y");
        _broadcasts = broadcasts;
        if (typeof(T) != typeof(Complex) && node.Constant(1) is { Rank: >= 2 } right && DataTypes.SizeOf(right.Type) == sizeof(T) && right.Shape.Product(0, right.Rank - 2) == 1)
        {
            var matrix = new Tensor();
            matrix.Share(right, new Shape(right.Shape.Lengths[^2..]));
            _packed = PackedMatrix<T>.Of(matrix, _adjointsRight, null, node.Resources.Budget);
        }
    }

    public override void Run(KernelContext context)
    {
        Tensor left = context.Input(0), right = context.Input(1);
        if (left.Rank < 2 || right.Rank < 2)
        {
            throw OperationException.InvalidArgument($"In[{(left.Rank < 2 ? 0 : 1)}] ndims must be >= 2: {(left.Rank < 2 ? left : right).Rank}");
        }

        if (!_broadcasts && !left.Shape.Lengths[..^2].SequenceEqual(right.Shape.Lengths[..^2]))
        {
            throw OperationException.InvalidArgument($"In[0] and In[1] must have compatible batch dimensions: {left.Shape} vs. {right.Shape}");
        }

        int leftRank = left.Rank, rightRank = right.Rank;
        int rows = left[leftRank - (_adjointsLeft ? 1 : 2)], depth = left[leftRank - (_adjointsLeft ? 2 : 1)];
        int columns = right[rightRank - (_adjointsRight ? 2 : 1)];
        if (depth != right[rightRank - (_adjointsRight ? 1 : 2)])
        {
            throw OperationException.InvalidArgument($"Matrix size-incompatible: In[0]: {left.Shape}, In[1]: {right.Shape}");
        }

        var batch = BatchAxes.Broadcast(left.Shape, right.Shape);
        var result = context.Output(0, Shape.Concat(batch.Lengths, [rows, columns]));
        if (result.Count == 0)
        {
            return;
        }

        int count = batch.Count;
        var leftOffsets = context.Scratch<nint>(count);
        var rightOffsets = context.Scratch<nint>(count);
        var resultOffsets = context.Scratch<nint>(count);
        BatchAxes.Offsets(batch, left.Shape, leftOffsets);
        BatchAxes.Offsets(batch, right.Shape, rightOffsets);
        for (int i = 0; i < count; i++)
        {
            resultOffsets[i] = (nint)i * rows * columns;
        }

        new BatchProduct<T>
        {
            Rows = rows,
            Depth = depth,
            Columns = columns,
            Left = Elements(context, left, _adjointsLeft),
            LeftRow = _adjointsLeft ? 1 : depth,
            LeftColumn = _adjointsLeft ? rows : 1,
            Right = Elements(context, right, _adjointsRight),
            RightRow = _adjointsRight ? 1 : columns,
            RightColumn = _adjointsRight ? depth : 1,
            Result = (T*)result.Pointer,
            ResultRow = columns,
            Packed = _packed,
        }.Run(context, leftOffsets, rightOffsets, resultOffsets);
    }

    /// <summary>The elements as they are multiplied: the conjugates of complex ones in an adjoint, and int32 where they are bytes.</summary>
    private static T* Elements(KernelContext context, Tensor value, bool isAdjoint)
    {
        if (typeof(T) == typeof(int) && value.Type != DataType.Int32)
        {
            var wide = context.Scratch<int>(value.Count);
            for (int i = 0; i < wide.Length; i++)
            {
                wide[i] = (int)value.Integer(i);
            }

            fixed (int* pointer = wide)
            {
                return (T*)pointer;
            }
        }

        if (typeof(T) == typeof(Complex) && isAdjoint)
        {
            var conjugate = context.Scratch<Complex>(value.Count);
            var source = value.Span<Complex>();
            for (int i = 0; i < source.Length; i++)
            {
                conjugate[i] = Complex.Conjugate(source[i]);
            }

            fixed (Complex* pointer = conjugate)
            {
                return (T*)pointer;
            }
        }

        return (T*)value.Pointer;
    }
}
