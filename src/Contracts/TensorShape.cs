namespace TypedModels;

/// <summary>
/// The shape a model declares for a tensor. Three things that are easily confused stay apart: an unknown rank (<see cref="Unknown"/>, written <c>[...]</c>),
/// a scalar (<see cref="Scalar"/>, written <c>[]</c>) and an unknown dimension (written <c>?</c>, as in <c>[?, 28, 28]</c>).
/// </summary>
/// <remarks><c>default</c> is the unknown rank.</remarks>
public readonly struct TensorShape : IEquatable<TensorShape>
{
    /// <summary>Stands for a dimension whose length is not known.</summary>
    public const long UnknownDimension = -1;

    private readonly bool _hasRank;
    private readonly ValueList<long> _dimensions;

    /// <summary>A shape of known rank.</summary>
    /// <param name="dimensions">The length of each axis, or <see cref="UnknownDimension"/>; none for a scalar.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is below −1.</exception>
    public TensorShape(params ReadOnlySpan<long> dimensions)
    {
        foreach (long dimension in dimensions)
        {
            if (dimension < UnknownDimension)
            {
                throw new ArgumentOutOfRangeException(nameof(dimensions), dimension, "A dimension is a length, or -1 for an unknown one.");
            }
        }

        _hasRank = true;
        _dimensions = ValueList.Create(dimensions);
    }

    /// <summary>Any rank.</summary>
    public static TensorShape Unknown => default;

    /// <summary>Rank 0: a single element.</summary>
    public static TensorShape Scalar { get; } = new([]);

    /// <summary>Whether the number of axes is known.</summary>
    public bool HasRank => _hasRank;

    /// <summary>Whether this is the shape of a single element without axes.</summary>
    public bool IsScalar => _hasRank && _dimensions.Count == 0;

    /// <summary>The number of axes.</summary>
    /// <exception cref="InvalidOperationException">The rank is unknown; see <see cref="HasRank"/>.</exception>
    public int Rank => _hasRank ? _dimensions.Count : throw new InvalidOperationException("The shape [...] has no known rank.");

    /// <summary>The lengths of the axes, <see cref="UnknownDimension"/> where unknown; empty for a scalar and for an unknown rank.</summary>
    public ValueList<long> Dimensions => _dimensions;

    /// <summary>Whether the rank and every dimension are known.</summary>
    public bool IsFullyKnown
    {
        get
        {
            foreach (long dimension in _dimensions.AsSpan())
            {
                if (dimension == UnknownDimension)
                {
                    return false;
                }
            }

            return _hasRank;
        }
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape other) => _hasRank == other._hasRank && _dimensions.Equals(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hasRank ? _dimensions.GetHashCode() : -1;

    /// <summary>The shape as contracts and messages write it: <c>[?, 28, 28]</c>, <c>[]</c> for a scalar, <c>[...]</c> for any rank.</summary>
    public override string ToString()
    {
        if (!_hasRank)
        {
            return "[...]";
        }

        var words = new string[_dimensions.Count];
        for (int axis = 0; axis < words.Length; axis++)
        {
            words[axis] = _dimensions[axis] == UnknownDimension ? "?" : _dimensions[axis].ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return "[" + string.Join(", ", words) + "]";
    }

    /// <summary>Whether both declare the same.</summary>
    public static bool operator ==(TensorShape left, TensorShape right) => left.Equals(right);

    /// <summary>Whether they declare different shapes.</summary>
    public static bool operator !=(TensorShape left, TensorShape right) => !left.Equals(right);
}
