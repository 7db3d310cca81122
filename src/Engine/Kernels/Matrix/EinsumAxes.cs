using System.Runtime.CompilerServices;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>The labels of an equation in one call: how long each is, and how far its step moves in each operand and in the result. 0 to 51 are letters, the others the axes without.</summary>
internal struct EinsumAxes
{
    /// <summary>The labels there can be.</summary>
    public const int Count = EinsumEquation.Letters + Shape.MaxRank;

    private Numbers _strides;
    private Numbers _lengths;
    private ulong _inLeft;
    private ulong _inRight;
    private ulong _inResult;
    private ulong _seen;

    /// <summary>The labels of the left operand, a bit each.</summary>
    public readonly ulong Left => _inLeft;

    /// <summary>The labels of the right operand, a bit each.</summary>
    public readonly ulong Right => _inRight;

    /// <summary>The labels of the result, a bit each.</summary>
    public readonly ulong Result => _inResult;

    /// <summary>The length of a label.</summary>
    public readonly int Length(int label) => (int)_lengths[label];

    /// <summary>How far a step of a label moves: in operand 0 or 1, or in the result (2).</summary>
    public readonly nint Stride(int value, int label) => _strides[(value * Count) + label];

    /// <summary>Replaces how far the labels of a value move.</summary>
    public void SetStride(int value, int label, nint stride) => _strides[(value * Count) + label] = stride;

    /// <summary>Replaces the labels that a value has.</summary>
    public void SetLabels(int value, ulong labels)
    {
        if (value == 0)
        {
            _inLeft = labels;
        }
        else
        {
            _inRight = labels;
        }
    }

    /// <summary>Takes in the axes of an operand.</summary>
    public void AddOperand(int operand, ReadOnlySpan<int> labels, in Shape shape, in Shape other, int otherLetters)
    {
        int unnamed = Unnamed(labels, shape, operand), widest = Math.Max(unnamed, other.Rank - otherLetters);
        nint stride = 1;
        ulong present = 0;
        for (int axis = shape.Rank - 1, position = labels.Length - 1, rest = unnamed; axis >= 0; axis--)
        {
            while (labels[position] == EinsumEquation.Ellipsis && rest == 0)
            {
                position--;
            }

            bool isNamed = labels[position] != EinsumEquation.Ellipsis;
            int label = isNamed ? labels[position--] : EinsumEquation.Letters + widest - 1 - (unnamed - rest--);
            Extend(label, shape[axis], isNamed, shape);
            _strides[(operand * Count) + label] += !isNamed && shape[axis] == 1 ? 0 : stride;
            present |= 1UL << label;
            stride *= shape[axis];
        }

        SetLabels(operand, present);
    }

    /// <summary>Takes in the axes of the result; returns its shape.</summary>
    /// <param name="labels">The labels of its axes.</param>
    public Shape AddResult(ReadOnlySpan<int> labels)
    {
        Span<int> all = stackalloc int[Shape.MaxRank];
        int rank = 0;
        ulong unnamed = (_inLeft | _inRight) >> EinsumEquation.Letters;
        if (unnamed != 0 && !labels.Contains(EinsumEquation.Ellipsis))
        {
            throw OperationException.InvalidArgument("Shape must be at most rank 0: the result of the equation has no ellipsis for the axes that have no letter.");
        }

        foreach (int label in labels)
        {
            for (int i = 0; label == EinsumEquation.Ellipsis && i < Shape.MaxRank; i++)
            {
                if ((unnamed >> i & 1) != 0)
                {
                    Append(all, ref rank, EinsumEquation.Letters + i);
                }
            }

            if (label != EinsumEquation.Ellipsis)
            {
                Append(all, ref rank, label);
            }
        }

        Span<int> lengths = stackalloc int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            lengths[axis] = Length(all[axis]);
        }

        nint stride = 1;
        for (int axis = rank - 1; axis >= 0; axis--)
        {
            _strides[(2 * Count) + all[axis]] += stride;
            _inResult |= 1UL << all[axis];
            stride *= lengths[axis];
        }

        return new Shape(lengths);
    }

    private static void Append(Span<int> labels, ref int rank, int label)
    {
        if (rank == labels.Length)
        {
            throw OperationException.InvalidArgument($"The result has more than {Shape.MaxRank} axes, the most that this engine holds.");
        }

        labels[rank++] = label;
    }

    private static int Unnamed(ReadOnlySpan<int> labels, in Shape shape, int operand)
    {
        bool hasEllipsis = labels.Contains(EinsumEquation.Ellipsis);
        int unnamed = shape.Rank - labels.Length + (hasEllipsis ? 1 : 0);
        return unnamed == 0 || (unnamed > 0 && hasEllipsis)
            ? unnamed
            : throw OperationException.InvalidArgument($"Expected input {operand} to have rank {(hasEllipsis ? "at least " : "")}{labels.Length - (hasEllipsis ? 1 : 0)} but got: {shape.Rank}.");
    }

    private void Extend(int label, int length, bool isNamed, in Shape shape)
    {
        bool isKnown = (_seen >> label & 1) != 0;
        nint known = _lengths[label];
        if (isKnown && known != length && (isNamed || (known != 1 && length != 1)))
        {
            throw OperationException.InvalidArgument($"Expected dimension {known} at an axis of the input shaped {shape} but got dimension {length}.");
        }

        _seen |= 1UL << label;
        _lengths[label] = !isKnown || known == 1 ? length : known;
    }

    [InlineArray(3 * Count)]
    private struct Numbers
    {
        private nint _first;
    }
}
