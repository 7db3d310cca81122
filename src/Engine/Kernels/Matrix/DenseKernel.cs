using System.Numerics;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>A product with packed weights in which all axes but the innermost of the left value are rows, with what its <see cref="ProductTail"/> says.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed unsafe class DenseKernel<T> : Kernel
    where T : unmanaged, INumberBase<T>
{
    private readonly DenseForm _form;
    private readonly ProductTail _tail;
    private readonly PackedMatrix<T> _packed;
    private readonly int _columns;

    /// <param name="node">The node.</param>
    /// <param name="form">Which axes are multiplied.</param>
    public DenseKernel(KernelNode node, DenseForm form)
    {
        _form = form;
        _tail = node.Tail;
        _columns = form.ColumnCount;
        _packed = PackedMatrix<T>.Of(node.Constant(1)!, form.IsTransposed, node.ColumnFactors, node.Resources.Budget);
        node.KeepShapeOnly(1);
    }

    public override void Run(KernelContext context)
    {
        var left = context.Input(0);
        int inner = _form.Inner.Length;
        if (left.Rank < _form.Rank || (left.Rank > _form.Rank && !_form.IsLeastRank) || !left.Shape.Lengths[^inner..].SequenceEqual(_form.Inner) || !HasOuterLengths(left.Shape))
        {
            throw OperationException.InvalidArgument($"Matrix size-incompatible: In[0]: {left.Shape}, In[1]: {context.Input(1).Shape}");
        }

        var result = TailInputs.Room(context, _tail, Shape.Concat(left.Shape.Lengths[..^inner], _form.Columns));
        if (result.Count == 0)
        {
            return;
        }

        int rows = result.Count / _columns, depth = _packed.Matrix.Rows;
        new BatchProduct<T>
        {
            Rows = rows,
            Depth = depth,
            Columns = _columns,
            Left = (T*)left.Pointer,
            LeftRow = depth,
            LeftColumn = 1,
            Right = null,
            RightRow = _columns,
            RightColumn = 1,
            Result = (T*)result.Pointer,
            ResultRow = _columns,
            Packed = _packed,
            Bias = TailInputs.Bias<T>(context, _tail, _columns),
            Addend = TailInputs.Addend<T>(context, _tail, result.Shape),
            End = TailInputs.End<T>(context, _tail, _columns),
        }.Run(context);
    }

    private bool HasOuterLengths(in Shape shape)
    {
        for (int axis = 0; axis < (_form.Outer?.Length ?? 0); axis++)
        {
            if (_form.Outer![axis] >= 0 && _form.Outer[axis] != shape[axis])
            {
                return false;
            }
        }

        return true;
    }
}
