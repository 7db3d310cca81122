using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Memory;

/// <summary>A shape of which some lengths, or even the number of axes, may not be known.</summary>
internal readonly struct PartialShape
{
    private const int UnknownLength = -1;

    private readonly InlineLengths _lengths;
    private readonly int _rankPlusOne;

    private PartialShape(ReadOnlySpan<int> lengths)
    {
        lengths.CopyTo(_lengths);
        _rankPlusOne = lengths.Length + 1;
    }

    /// <summary>A shape of which nothing is known.</summary>
    public static PartialShape Unknown => default;

    /// <summary>Whether the number of axes is known.</summary>
    public bool HasRank => _rankPlusOne > 0;

    /// <summary>The number of axes, where it is known.</summary>
    public int Rank => _rankPlusOne - 1;

    /// <summary>The lengths, −1 for unknown ones.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> Lengths => ((ReadOnlySpan<int>)_lengths)[..Math.Max(0, Rank)];

    /// <summary>Whether everything is known.</summary>
    public bool IsFullyKnown => HasRank && !Lengths.Contains(UnknownLength);

    /// <summary>The shape of a value.</summary>
    public static PartialShape Of(in Shape shape) => new(shape.Lengths);

    /// <summary>A shape as contracts and attributes have it.</summary>
    /// <exception cref="OperationException">It has more axes, or longer ones, than values here have.</exception>
    public static PartialShape Of(TensorShape shape)
    {
        if (!shape.HasRank)
        {
            return Unknown;
        }

        Span<int> lengths = stackalloc int[Shape.MaxRank];
        int rank = RequireRank(shape.Rank);
        for (int axis = 0; axis < rank; axis++)
        {
            lengths[axis] = RequireLength(shape.Dimensions[axis]);
        }

        return new PartialShape(lengths[..rank]);
    }

    /// <summary>The shape in a tensor: its axes, −1 for unknown ones; a single −1 without axes for a shape of which nothing is known.</summary>
    /// <exception cref="OperationException">It is no shape.</exception>
    public static PartialShape Read(Tensor tensor)
    {
        if (tensor.Rank == 0)
        {
            return tensor.Integer(0) == UnknownLength
                ? Unknown
                : throw OperationException.InvalidArgument($"The only valid scalar shape tensor is the fully unknown shape specified as -1, not {tensor.Integer(0)}.");
        }

        Span<int> lengths = stackalloc int[Shape.MaxRank];
        int rank = RequireRank(tensor.Count);
        for (int axis = 0; axis < rank; axis++)
        {
            lengths[axis] = RequireLength(tensor.Integer(axis));
        }

        return new PartialShape(lengths[..rank]);
    }

    /// <summary>Whether a value of this shape can be of that one.</summary>
    public bool Fits(in Shape actual)
    {
        if (!HasRank)
        {
            return true;
        }

        bool fits = Rank == actual.Rank;
        for (int axis = 0; fits && axis < actual.Rank; axis++)
        {
            fits = Lengths[axis] == UnknownLength || Lengths[axis] == actual[axis];
        }

        return fits;
    }

    /// <summary>What is known of a shape that is both.</summary>
    /// <exception cref="OperationException">It cannot be both.</exception>
    public PartialShape Merge(in PartialShape other)
    {
        if (!HasRank || !other.HasRank)
        {
            return HasRank ? this : other;
        }

        if (Rank != other.Rank)
        {
            throw Incompatible(other);
        }

        Span<int> lengths = stackalloc int[Rank];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            int one = Lengths[axis], two = other.Lengths[axis];
            lengths[axis] = one == UnknownLength || one == two ? two : two == UnknownLength ? one : throw Incompatible(other);
        }

        return new PartialShape(lengths);
    }

    /// <summary>The shape without its first axis.</summary>
    public PartialShape Rest() => HasRank ? new PartialShape(Lengths[1..]) : this;

    /// <summary>The shape, which is fully known.</summary>
    public Shape ToShape() => new(Lengths);

    public override string ToString() => HasRank ? $"[{string.Join(',', Lengths.ToArray().Select(length => length == UnknownLength ? "?" : $"{length}"))}]" : "<unknown>";

    private OperationException Incompatible(in PartialShape other) => OperationException.InvalidArgument($"Tried to merge incompatible element shapes: {this} and {other}.");

    private static int RequireRank(int rank) => rank <= Shape.MaxRank ? rank : throw OperationException.InvalidArgument($"A shape has {rank} axes; this engine holds at most {Shape.MaxRank}.");

    private static int RequireLength(long length) => length is >= UnknownLength and <= int.MaxValue ? (int)length : throw OperationException.InvalidArgument($"A shape has the length {length}.");

    [InlineArray(Shape.MaxRank)]
    private struct InlineLengths
    {
        private int _first;
    }
}
