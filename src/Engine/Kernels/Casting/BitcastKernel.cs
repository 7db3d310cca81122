using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Casting;

/// <summary>Reads the same bits as elements of another type: larger ones take up the last axis, smaller ones add one.</summary>
/// <param name="from">The type of the elements.</param>
/// <param name="to">The type they are read as.</param>
internal sealed class BitcastKernel(DataType from, DataType to) : Kernel
{
    private readonly int _fromSize = DataTypes.SizeOf(from);
    private readonly int _toSize = DataTypes.SizeOf(to);

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        context.Forward(0, input, ResultShape(input.Shape));
    }

    private Shape ResultShape(in Shape shape)
    {
        if (_fromSize == _toSize)
        {
            return shape;
        }

        if (_fromSize > _toSize)
        {
            return shape.Insert(shape.Rank, _fromSize / _toSize);
        }

        int ratio = _toSize / _fromSize;
        return shape.Rank > 0 && shape[^1] == ratio ? shape.Remove(shape.Rank - 1)
            : throw OperationException.InvalidArgument($"Cannot bitcast from {from.ToWord()} to {to.ToWord()}: the last axis of {shape} would have to have the length {ratio}");
    }
}
