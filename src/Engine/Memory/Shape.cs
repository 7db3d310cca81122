using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Memory;

/// <summary>The shape of a value: the length of each axis, outermost first. A value never has more elements than an <see cref="int"/> counts, nor more than <see cref="MaxRank"/> axes.</summary>
internal readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The most axes a value has.</summary>
    public const int MaxRank = 12;

    private readonly InlineLengths _lengths;

    /// <summary>A shape from the lengths of its axes, outermost first.</summary>
    /// <exception cref="OperationException">There are too many axes or elements, or a length is negative.</exception>
    public Shape(params ReadOnlySpan<int> lengths)
    {
        if (lengths.Length > MaxRank)
        {
            throw TooManyAxes(lengths.Length);
        }

        Rank = lengths.Length;
        lengths.CopyTo(_lengths);
        long count = 1;
        foreach (int length in lengths)
        {
            if (length < 0)
            {
                throw OperationException.InvalidArgument($"A shape has the length {length}; lengths are not negative.");
            }

            // An empty axis makes the value empty, however long the others are.
            count = length == 0 || count == 0 ? 0 : count * length;
            if (count > int.MaxValue)
            {
                throw TooLarge(Format(lengths));
            }
        }

        Count = (int)count;
    }

    /// <summary>The shape of a single number: no axes.</summary>
    public static Shape Scalar { get; } = new([]);

    /// <summary>The number of axes.</summary>
    public int Rank { get; }

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>Whether there are no elements.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>The lengths, outermost first.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> Lengths => ((ReadOnlySpan<int>)_lengths)[..Rank];

    /// <summary>The length of an axis; axis −1 is the innermost.</summary>
    public int this[Index axis] => Lengths[axis];

    /// <summary>The length of an axis.</summary>
    public int this[int axis] => Lengths[axis];

    /// <summary>A shape from lengths of 64 bits, as they come from callers and tensors.</summary>
    /// <exception cref="OperationException">There are too many axes or elements, or a length is negative.</exception>
    public static Shape From(ReadOnlySpan<long> lengths)
    {
        if (lengths.Length > MaxRank)
        {
            throw TooManyAxes(lengths.Length);
        }

        Span<int> narrow = stackalloc int[lengths.Length];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            narrow[axis] = lengths[axis] <= int.MaxValue ? (int)Math.Max(lengths[axis], -1) : throw TooLarge(string.Join(',', lengths.ToArray()));
        }

        return new Shape(narrow);
    }

    /// <summary>The axes of <paramref name="left"/>, then those of <paramref name="right"/>.</summary>
    public static Shape Concat(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        if (left.Length + right.Length > MaxRank)
        {
            throw TooManyAxes(left.Length + right.Length);
        }

        Span<int> lengths = stackalloc int[MaxRank];
        left.CopyTo(lengths);
        right.CopyTo(lengths[left.Length..]);
        return new Shape(lengths[..(left.Length + right.Length)]);
    }

    /// <summary>The number of elements of the axes from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    /// <exception cref="OperationException">It is more than an <see cref="int"/> counts, which an empty axis elsewhere allows.</exception>
    public int Product(int start, int end)
    {
        long product = 1;
        for (int axis = start; axis < end; axis++)
        {
            product *= _lengths[axis];
            if (product > int.MaxValue)
            {
                throw TooLarge(ToString());
            }
        }

        return (int)product;
    }

    /// <summary>This shape with another length of an axis.</summary>
    public Shape With(int axis, int length)
    {
        Span<int> lengths = stackalloc int[Rank];
        Lengths.CopyTo(lengths);
        lengths[axis] = length;
        return new Shape(lengths);
    }

    /// <summary>This shape with an axis more, at <paramref name="axis"/>.</summary>
    public Shape Insert(int axis, int length)
    {
        if (Rank == MaxRank)
        {
            throw TooManyAxes(Rank + 1);
        }

        Span<int> lengths = stackalloc int[Rank + 1];
        Lengths[..axis].CopyTo(lengths);
        lengths[axis] = length;
        Lengths[axis..].CopyTo(lengths[(axis + 1)..]);
        return new Shape(lengths);
    }

    /// <summary>This shape without an axis.</summary>
    public Shape Remove(int axis) => Concat(Lengths[..axis], Lengths[(axis + 1)..]);

    /// <summary>Whether these are its lengths, as they come from callers.</summary>
    public bool Is(ReadOnlySpan<long> lengths)
    {
        if (lengths.Length != Rank)
        {
            return false;
        }

        for (int axis = 0; axis < lengths.Length; axis++)
        {
            if (_lengths[axis] != lengths[axis])
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(Shape other) => Lengths.SequenceEqual(other.Lengths);

    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int length in Lengths)
        {
            hash.Add(length);
        }

        return hash.ToHashCode();
    }

    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The lengths as TensorFlow writes them: <c>[2,3]</c>.</summary>
    public override string ToString() => Format(Lengths);

    private static string Format(ReadOnlySpan<int> lengths)
    {
        var text = new System.Text.StringBuilder("[");
        foreach (int length in lengths)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 1 ? "," : "")}{length}");
        }

        return text.Append(']').ToString();
    }

    private static OperationException TooLarge(string lengths) =>
        OperationException.ResourceExhausted($"A value of shape {lengths} has more than {int.MaxValue} elements, the most that this engine holds in one.");

    private static OperationException TooManyAxes(int count) =>
        OperationException.InvalidArgument($"A value has {count} axes; this engine holds at most {MaxRank}.");

    [InlineArray(MaxRank)]
    private struct InlineLengths
    {
        private int _first;
    }
}
