using System.Runtime.CompilerServices;

namespace TypedModels;

/// <summary>The dimensions of a result that was written into the caller's buffer. Up to eight axes take no memory of the heap.</summary>
public readonly struct TensorSize : IEquatable<TensorSize>
{
    private readonly Inline _inline;
    private readonly long[]? _more;

    /// <summary>A size with the given dimensions.</summary>
    /// <exception cref="OverflowException">They call for more elements than a <see cref="long"/> counts.</exception>
    public TensorSize(ReadOnlySpan<long> dimensions)
    {
        Rank = dimensions.Length;
        Count = dimensions.Contains(0) ? 0 : 1;
        foreach (long dimension in dimensions)
        {
            Count = checked(Count * dimension);
        }

        if (dimensions.Length <= Inline.Length)
        {
            dimensions.CopyTo(_inline);
        }
        else
        {
            _more = dimensions.ToArray();
        }
    }

    /// <summary>The number of axes.</summary>
    public int Rank { get; }

    /// <summary>The number of elements that were written: the product of the dimensions.</summary>
    public long Count { get; }

    /// <summary>The length of <paramref name="axis"/>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="axis"/> is negative or not below <see cref="Rank"/>.</exception>
    public long this[int axis]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)axis, (uint)Rank, nameof(axis));
            return _more is null ? _inline[axis] : _more[axis];
        }
    }

    /// <inheritdoc/>
    public bool Equals(TensorSize other)
    {
        bool same = Rank == other.Rank;
        for (int axis = 0; same && axis < Rank; axis++)
        {
            same = this[axis] == other[axis];
        }

        return same;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorSize other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rank, Count);

    /// <summary>The dimensions in brackets, such as <c>[20, 4]</c>.</summary>
    public override string ToString()
    {
        var words = new string[Rank];
        for (int axis = 0; axis < words.Length; axis++)
        {
            words[axis] = this[axis].ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return "[" + string.Join(", ", words) + "]";
    }

    /// <summary>Whether the dimensions are the same.</summary>
    public static bool operator ==(TensorSize left, TensorSize right) => left.Equals(right);

    /// <summary>Whether the dimensions differ.</summary>
    public static bool operator !=(TensorSize left, TensorSize right) => !left.Equals(right);

    [InlineArray(Length)]
    private struct Inline
    {
        public const int Length = 8;

        private long _first;
    }
}
