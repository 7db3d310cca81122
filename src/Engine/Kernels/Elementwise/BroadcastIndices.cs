using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Goes through the elements of a result and tells which element of each operand belongs to it: for elements that are no numbers.</summary>
internal ref struct BroadcastIndices(BroadcastLayout layout, Span<int> position, Span<int> offsets)
{
    private readonly Span<int> _position = position;
    private readonly Span<int> _offsets = offsets;
    private BroadcastLayout _layout = layout;
    private int _column = -1;

    /// <summary>The room that the first span must have.</summary>
    public const int PositionLength = Shape.MaxRank;

    /// <summary>The element of an operand.</summary>
    public readonly int this[int operand] => _offsets[operand] + (_layout.MovesInRow(operand) ? _column : 0);

    /// <summary>Goes to the next element of the result; to the first one the first time.</summary>
    public void MoveNext()
    {
        if (_column < 0)
        {
            _layout.FindRow(0, _position, _offsets);
        }

        if (++_column == _layout.RowLength)
        {
            _column = 0;
            _layout.MoveToNextRow(_position, _offsets);
        }
    }
}
