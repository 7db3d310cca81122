namespace TypedModels;

/// <summary>A sparse argument: coordinates and values of the elements that are not zero, and the shape. A <see cref="SparseTensor{T}"/> converts by itself.</summary>
/// <typeparam name="T">The type of the elements; <see cref="TensorString"/> for text.</typeparam>
public readonly ref struct SparseInput<T>
{
    /// <summary>A sparse value over the caller's memory, which is copied before the call runs.</summary>
    /// <param name="indices">The coordinates, one row of <paramref name="shape"/>'s length per element.</param>
    /// <param name="values">The elements.</param>
    /// <param name="shape">The length of each axis.</param>
    /// <exception cref="ArgumentException">The number of coordinates is not the number of elements times the rank.</exception>
    public SparseInput(ReadOnlySpan<long> indices, ReadOnlySpan<T> values, ReadOnlySpan<long> shape)
    {
        SparseInput.Check(indices.Length, values.Length, shape.Length);
        Form = TensorInputForm.Dense;
        Indices = indices;
        Values = values;
        Shape = shape;
    }

    private SparseInput(TensorInputForm form) => Form = form;

    /// <summary><see cref="TensorInputForm.Missing"/>, <see cref="TensorInputForm.Null"/> or <see cref="TensorInputForm.Dense"/>.</summary>
    internal TensorInputForm Form { get; }

    internal ReadOnlySpan<long> Indices { get; }

    internal ReadOnlySpan<T> Values { get; }

    internal ReadOnlySpan<long> Shape { get; }

    /// <summary>The tensor's elements.</summary>
    public static implicit operator SparseInput<T>(SparseTensor<T> tensor) =>
        tensor is null ? new(TensorInputForm.Null) : new(tensor.Indices, tensor.Values, tensor.Shape);
}

/// <summary>What sparse arguments and results have in common.</summary>
internal static class SparseInput
{
    public static void Check(int indices, int values, int rank)
    {
        if (indices != (long)values * rank)
        {
            throw new ArgumentException($"{values} sparse elements of rank {rank} need {(long)values * rank} coordinates, got {indices}.", nameof(indices));
        }
    }
}
