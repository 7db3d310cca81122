namespace TypedModels;

/// <summary>The elements of a tensor that are not zero, with their coordinates: TensorFlow's <c>SparseTensor</c>.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class SparseTensor<T>
{
    /// <summary>A sparse tensor over the given arrays, which it keeps.</summary>
    /// <param name="indices">The coordinates, one row of <paramref name="shape"/>'s length per element.</param>
    /// <param name="values">The elements.</param>
    /// <param name="shape">The length of each axis.</param>
    /// <exception cref="ArgumentException">The number of coordinates is not the number of elements times the rank.</exception>
    public SparseTensor(long[] indices, T[] values, long[] shape)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(shape);
        SparseInput.Check(indices.Length, values.Length, shape.Length);
        Indices = indices;
        Values = values;
        Shape = shape;
    }

    /// <summary>The coordinates, one row of the rank's length per element.</summary>
    public long[] Indices { get; }

    /// <summary>The elements, in the order of their coordinates.</summary>
    public T[] Values { get; }

    /// <summary>The length of each axis.</summary>
    public long[] Shape { get; }

    /// <summary>The coordinates of the element at <paramref name="index"/>.</summary>
    public ReadOnlySpan<long> IndexOf(int index) => Indices.AsSpan(index * Shape.Length, Shape.Length);
}
