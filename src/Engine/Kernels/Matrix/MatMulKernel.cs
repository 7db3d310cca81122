using System.Numerics;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>The product of two matrices.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed unsafe class MatMulKernel<T> : Kernel
    where T : unmanaged, INumberBase<T>
{
    private readonly bool _transposesLeft;
    private readonly bool _transposesRight;
    private readonly ProductTail _tail;
    private readonly PackedMatrix<T>? _packed;

    /// <param name="node">The node.</param>
    public MatMulKernel(KernelNode node)
    {
        _transposesLeft = node.Flag("transpose_a");
        _transposesRight = node.Flag("transpose_b");
        _tail = node.Tail;
        if (typeof(T) != typeof(Complex) && node.Constant(1) is { Rank: 2 } right)
        {
            _packed = PackedMatrix<T>.Of(right, _transposesRight, node.ColumnFactors, node.Resources.Budget);
            node.KeepShapeOnly(1);
        }
    }

    public override void Run(KernelContext context)
    {
        Tensor left = context.Input(0), right = context.Input(1);
        Require(left, right);
        int rows = left[_transposesLeft ? 1 : 0], depth = left[_transposesLeft ? 0 : 1], columns = right[_transposesRight ? 0 : 1];
        if (depth != right[_transposesRight ? 1 : 0])
        {
            throw OperationException.InvalidArgument($"Matrix size-incompatible: In[0]: {left.Shape}, In[1]: {right.Shape}");
        }

        var result = TailInputs.Room(context, _tail, new Shape(rows, columns));
        if (result.Count == 0)
        {
            return;
        }

        new BatchProduct<T>
        {
            Rows = rows,
            Depth = depth,
            Columns = columns,
            Left = (T*)left.Pointer,
            LeftRow = _transposesLeft ? 1 : depth,
            LeftColumn = _transposesLeft ? rows : 1,
            Right = _packed is null ? (T*)right.Pointer : null,
            RightRow = _transposesRight ? 1 : columns,
            RightColumn = _transposesRight ? depth : 1,
            Result = (T*)result.Pointer,
            ResultRow = columns,
            Packed = _packed,
            Bias = TailInputs.Bias<T>(context, _tail, columns),
            Addend = TailInputs.Addend<T>(context, _tail, result.Shape),
            End = TailInputs.End<T>(context, _tail, columns),
        }.Run(context);
    }

    private static void Require(Tensor left, Tensor right)
    {
        if (left.Rank != right.Rank)
        {
            throw OperationException.InvalidArgument($"In[0] and In[1] has different ndims: {left.Shape} vs. {right.Shape}");
        }

        if (left.Rank != 2)
        {
            throw OperationException.InvalidArgument($"In[0] ndims must be 2, and so must those of In[1]: {left.Shape} vs. {right.Shape}");
        }
    }
}
