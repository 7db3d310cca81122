namespace TypedModels;

/// <summary>A ragged argument: rows of different lengths. A <see cref="RaggedTensor{T}"/> and an array of arrays convert by themselves.</summary>
/// <typeparam name="T">The type of the elements; <see cref="TensorString"/> for text.</typeparam>
public readonly ref struct RaggedInput<T>
{
    private RaggedInput(TensorInputForm form, RaggedTensor<T>? tensor = null)
    {
        Form = form;
        Tensor = tensor;
    }

    /// <summary><see cref="TensorInputForm.Missing"/>, <see cref="TensorInputForm.Null"/> or <see cref="TensorInputForm.Dense"/>.</summary>
    internal TensorInputForm Form { get; }

    internal RaggedTensor<T>? Tensor { get; }

    /// <summary>The tensor's rows.</summary>
    public static implicit operator RaggedInput<T>(RaggedTensor<T> tensor) => tensor is null ? new(TensorInputForm.Null) : new(TensorInputForm.Dense, tensor);

    /// <summary>Rows of one ragged level.</summary>
    public static implicit operator RaggedInput<T>(T[][] rows) => rows is null ? new(TensorInputForm.Null) : new(TensorInputForm.Dense, new RaggedTensor<T>(rows));
}
