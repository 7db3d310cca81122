namespace TypedModels.Formats.SavedModels;

/// <summary>The tensor behind an argument of a signature that is to be written.</summary>
/// <param name="Tensor">The tensor's name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record ArgumentContent(string Tensor, DataType Type, TensorShape Shape)
{
    /// <summary>The argument as another SavedModel says it, which may be of several tensors: sparse, ragged.</summary>
    public ArgumentContent(TensorInfoDocument info)
        : this(info.Name, info.DataType, info.Shape) => Message = info.Bytes;

    /// <summary>The <c>TensorInfo</c> that says it all; empty where name, type and shape do.</summary>
    public ReadOnlyMemory<byte> Message { get; }
}
