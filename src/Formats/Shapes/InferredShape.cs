namespace TypedModels.Formats.Shapes;

/// <summary>What is known of a value's shape before any call. Never changes.</summary>
internal sealed class InferredShape
{
    /// <summary>The most axes that are worked out; what a file declares may have more.</summary>
    public const int MaxRank = 12;

    // TensorShape::MaxDimensions (tensorflow/core/framework/tensor_shape.h).
    private const int MostDeclaredAxes = 254;

    private readonly Dimension[]? _dimensions;

    /// <summary>A shape of known rank.</summary>
    public InferredShape(params Dimension[] dimensions) => _dimensions = dimensions;

    private InferredShape()
    {
    }

    /// <summary>Nothing is known.</summary>
    public static InferredShape Unknown { get; } = new();

    /// <summary>The shape of a single element.</summary>
    public static InferredShape Scalar { get; } = new([]);

    /// <summary>Whether the number of axes is known.</summary>
    public bool HasRank => _dimensions is not null;

    /// <summary>The number of axes, or −1 where it is not known.</summary>
    public int Rank => _dimensions?.Length ?? -1;

    /// <summary>What is known of each axis; none where the rank is not known.</summary>
    public ReadOnlySpan<Dimension> Dimensions => _dimensions;

    /// <summary>What is known of an axis; nothing where there is none of that number.</summary>
    public Dimension this[Index axis] => _dimensions is { } known && axis.GetOffset(known.Length) is var i && (uint)i < (uint)known.Length ? known[i] : Dimension.Unknown;

    /// <summary>The number of elements.</summary>
    public Dimension Count => Product(0, Math.Max(0, Rank));

    /// <summary>A shape of so many axes of which nothing is known.</summary>
    public static InferredShape OfRank(int rank) => rank is >= 0 and <= MaxRank ? new(new Dimension[rank]) : Unknown;

    /// <summary>The shape that a file declares.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="symbol">Gives a symbol for a length that is not known.</param>
    public static InferredShape Of(TensorShape shape, Func<Dimension>? symbol = null) =>
        shape.HasRank ? new([.. shape.Dimensions.Select(length => length >= 0 ? length : symbol?.Invoke() ?? Dimension.Unknown)]) : Unknown;

    /// <summary>The shape with lengths that a tensor has, as far as its elements are known; −1 for one that is not.</summary>
    public static InferredShape OfLengths(Dimension[]? lengths) => lengths is null ? Unknown : new([.. lengths.Select(length => length is { IsKnown: true, Length: < 0 } ? Dimension.Unknown : length)]);

    /// <summary>The product of the lengths from an axis up to another.</summary>
    public Dimension Product(int start, int end)
    {
        if (_dimensions is null)
        {
            return Dimension.Unknown;
        }

        Dimension product = 1;
        for (int axis = start; axis < end; axis++)
        {
            product = product is { IsKnown: true, Length: 1 } ? _dimensions[axis] : _dimensions[axis] is { IsKnown: true, Length: 1 } ? product : product.Map(_dimensions[axis], SaturatingProduct);
        }

        return product;
    }

    /// <summary>The number of an axis, counted from the outermost, or null where it is not known or there is none.</summary>
    public int? Axis(long axis) => !HasRank ? null : axis >= -Rank && axis < Rank ? (int)(axis < 0 ? axis + Rank : axis) : null;

    /// <summary>This shape with another length of an axis.</summary>
    public InferredShape With(int axis, Dimension length) => Change(dimensions => dimensions[axis] = length);

    /// <summary>This shape with an axis more.</summary>
    public InferredShape Insert(int axis, Dimension length) => Change(dimensions => dimensions.Insert(axis, length));

    /// <summary>This shape without an axis.</summary>
    public InferredShape Remove(int axis) => Change(dimensions => dimensions.RemoveAt(axis));

    /// <summary>The axes from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public InferredShape Slice(int start, int end) => _dimensions is { } known && start >= 0 && start <= end && end <= known.Length ? new(known.AsSpan(start, end - start).ToArray()) : Unknown;

    /// <summary>The axes of this shape, then those of <paramref name="other"/>.</summary>
    public InferredShape Concat(InferredShape other) => _dimensions is { } left && other._dimensions is { } right ? new([.. left, .. right]) : Unknown;

    /// <summary>What is known of a shape of which two things are known.</summary>
    public InferredShape And(InferredShape other) =>
        !HasRank ? other : Rank != other.Rank ? this : new([.. _dimensions!.Zip(other._dimensions!, (left, right) => left.And(right))]);

    /// <summary>What is known of a shape that is one of two.</summary>
    public InferredShape Or(InferredShape other) =>
        !HasRank || Rank != other.Rank ? Unknown : new([.. _dimensions!.Zip(other._dimensions!, (left, right) => left == right ? left : Dimension.Unknown)]);

    /// <summary>Whether a value can have both shapes.</summary>
    public bool MayEqual(InferredShape other) =>
        !HasRank || !other.HasRank || (Rank == other.Rank && _dimensions!.Zip(other._dimensions!, (left, right) => left.MayEqual(right)).All(fits => fits));

    /// <summary>This shape without what no value has: negative lengths, which sums that overflow leave, and more axes than TensorFlow allows.</summary>
    public InferredShape Checked() =>
        Rank > MostDeclaredAxes ? Unknown : _dimensions is not null && _dimensions.Any(length => length is { IsKnown: true, Length: < 0 }) ? OfLengths(_dimensions) : this;

    /// <summary>The shape as a file would declare it.</summary>
    public TensorShape ToTensorShape() =>
        _dimensions is null ? TensorShape.Unknown : new([.. _dimensions.Select(length => length is { IsKnown: true, Length: >= 0 } ? length.Length : TensorShape.UnknownDimension)]);

    /// <summary>The shape that both are broadcast to.</summary>
    public InferredShape Broadcast(InferredShape other)
    {
        if (!HasRank || !other.HasRank)
        {
            return Unknown;
        }

        var result = new Dimension[Math.Max(Rank, other.Rank)];
        for (int i = 1; i <= result.Length; i++)
        {
            result[^i] = (i <= Rank ? this[^i] : 1).Broadcast(i <= other.Rank ? other[^i] : 1);
        }

        return new InferredShape(result);
    }

    public override string ToString() => _dimensions is null ? "[...]" : $"[{string.Join(", ", _dimensions)}]";

    private static long SaturatingProduct(long left, long right) =>
        (left > 0 && right > long.MaxValue / left) || (left < 0 && right < long.MaxValue / left) ? long.MaxValue : unchecked(left * right);

    private InferredShape Change(Action<List<Dimension>> change)
    {
        if (_dimensions is null)
        {
            return Unknown;
        }

        var dimensions = _dimensions.ToList();
        change(dimensions);
        return new InferredShape([.. dimensions]);
    }
}
