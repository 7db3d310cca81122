using System.Runtime.CompilerServices;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>How operands are stretched to a common shape: neighbouring axes along which the same operands move are taken as one.</summary>
internal unsafe struct BroadcastLayout
{
    /// <summary>The most operands.</summary>
    public const int MaxOperands = 6;

    private fixed int _lengths[Shape.MaxRank];
    private fixed int _moving[Shape.MaxRank];
    private fixed int _strides[Shape.MaxRank * MaxOperands];

    /// <summary>The number of axes that are left.</summary>
    public int AxisCount { get; private set; }

    /// <summary>The number of operands.</summary>
    public int OperandCount { get; private set; }

    /// <summary>The length of the innermost axis.</summary>
    public readonly int RowLength => AxisCount == 0 ? 1 : _lengths[AxisCount - 1];

    /// <summary>The layout of operands that have the shape of the result.</summary>
    public static BroadcastLayout Same(int length, int operands)
    {
        var layout = default(BroadcastLayout);
        layout.OperandCount = operands;
        layout.Append(length, (1 << operands) - 1);
        layout.SetStrides();
        return layout;
    }

    /// <summary>Works out the layout of operands under their common shape.</summary>
    public static BroadcastLayout Of(in Shape result, params ReadOnlySpan<Shape> operands)
    {
        var layout = default(BroadcastLayout);
        layout.OperandCount = operands.Length;
        for (int axis = 0; axis < result.Rank; axis++)
        {
            if (result[axis] == 1)
            {
                continue;
            }

            int moving = 0;
            for (int i = 0; i < operands.Length; i++)
            {
                int own = axis - (result.Rank - operands[i].Rank);
                moving |= own >= 0 && operands[i][own] != 1 ? 1 << i : 0;
            }

            layout.Append(result[axis], moving);
        }

        layout.SetStrides();
        return layout;
    }

    /// <summary>Whether an operand has an element of its own for each of the result's.</summary>
    public readonly bool IsWhole(int operand) => AxisCount == 0 || AllMove(0, operand);

    /// <summary>Whether an operand has the same elements in every row.</summary>
    public readonly bool RepeatsRows(int operand)
    {
        for (int axis = 0; axis < AxisCount - 1; axis++)
        {
            if ((_moving[axis] >> operand & 1) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an operand has more than one element in a row.</summary>
    public readonly bool MovesInRow(int operand) => AxisCount > 0 && (_moving[AxisCount - 1] >> operand & 1) != 0;

    /// <summary>Where each operand's row begins.</summary>
    /// <param name="row">The row of the result.</param>
    /// <param name="position">Gets the index along each axis but the innermost, for <see cref="MoveToNextRow"/>.</param>
    /// <param name="offsets">Gets the first element of each operand.</param>
    public readonly void FindRow(int row, Span<int> position, Span<int> offsets)
    {
        offsets.Clear();
        for (int axis = AxisCount - 2; axis >= 0; axis--)
        {
            (row, position[axis]) = Math.DivRem(row, _lengths[axis]);
            for (int i = 0; i < OperandCount; i++)
            {
                offsets[i] += position[axis] * Stride(axis, i);
            }
        }
    }

    /// <summary>Goes to the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void MoveToNextRow(Span<int> position, Span<int> offsets)
    {
        for (int axis = AxisCount - 2; axis >= 0; axis--)
        {
            bool isLast = ++position[axis] == _lengths[axis];
            int steps = isLast ? 1 - _lengths[axis] : 1;
            for (int i = 0; i < OperandCount; i++)
            {
                offsets[i] += steps * Stride(axis, i);
            }

            if (!isLast)
            {
                return;
            }

            position[axis] = 0;
        }
    }

    private readonly int Stride(int axis, int operand) => _strides[(axis * MaxOperands) + operand];

    private readonly bool AllMove(int from, int operand)
    {
        for (int axis = from; axis < AxisCount; axis++)
        {
            if ((_moving[axis] >> operand & 1) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Append(int length, int moving)
    {
        if (AxisCount > 0 && _moving[AxisCount - 1] == moving)
        {
            _lengths[AxisCount - 1] *= length;
            return;
        }

        _lengths[AxisCount] = length;
        _moving[AxisCount++] = moving;
    }

    private void SetStrides()
    {
        for (int i = 0; i < OperandCount; i++)
        {
            int stride = 1;
            for (int axis = AxisCount - 1; axis >= 0; axis--)
            {
                bool moves = (_moving[axis] >> i & 1) != 0;
                _strides[(axis * MaxOperands) + i] = moves ? stride : 0;
                stride *= moves ? _lengths[axis] : 1;
            }
        }
    }
}
