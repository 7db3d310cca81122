namespace TypedModels.Benchmarks;

/// <summary>One call that every peer makes: a model in both of its forms, the inputs, and the outputs that are compared.</summary>
internal sealed record ModelCase
{
    /// <summary>The model's name: that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>How many examples the inputs hold.</summary>
    public required int Batch { get; init; }

    /// <summary>The height and width of pictures in a model that leaves them open; 0 where none was asked for.</summary>
    public int Side { get; init; }

    /// <summary>The folder of the SavedModel.</summary>
    public required string SavedModel { get; init; }

    /// <summary>The file of the same model in ONNX's format.</summary>
    public required string OnnxModel { get; init; }

    /// <summary>The contract that a wrapper would have been compiled with: the one signature, with the outputs that are compared.</summary>
    public required string Contract { get; init; }

    /// <summary>The inputs, in the contract's order.</summary>
    public required IReadOnlyList<CaseInput> Inputs { get; init; }

    /// <summary>The outputs, in the contract's order.</summary>
    public required IReadOnlyList<CaseOutput> Outputs { get; init; }
}

/// <summary>An input and its value.</summary>
/// <param name="Name">Its key in the signature, and its name in the ONNX file.</param>
/// <param name="Tensor">The tensor that it is in TensorFlow's graph.</param>
/// <param name="DataType">The type of its elements.</param>
/// <param name="Shape">The shape of the value.</param>
/// <param name="Elements">The elements, row by row, little-endian.</param>
internal sealed record CaseInput(string Name, string Tensor, DataType DataType, long[] Shape, byte[] Elements);

/// <summary>An output.</summary>
/// <param name="Name">Its key in the signature, and its name in the ONNX file.</param>
/// <param name="Tensor">The tensor that it is in TensorFlow's graph.</param>
/// <param name="DataType">The type of its elements.</param>
internal sealed record CaseOutput(string Name, string Tensor, DataType DataType);
