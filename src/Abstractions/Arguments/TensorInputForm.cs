namespace TypedModels;

/// <summary>How an argument's value came.</summary>
internal enum TensorInputForm : byte
{
    /// <summary>Not at all: <c>default</c>, which stands for the signature's default where it has one.</summary>
    Missing,

    /// <summary>As a null reference.</summary>
    Null,

    /// <summary>As elements without a shape of their own.</summary>
    Flat,

    /// <summary>As an array of several dimensions.</summary>
    Array,

    /// <summary>As a tensor whose elements lie in a row.</summary>
    Dense,

    /// <summary>As a tensor with gaps between its elements.</summary>
    Strided,

    /// <summary>As a single element.</summary>
    Scalar,
}
