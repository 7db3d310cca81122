namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>The operations on two quantised values.</summary>
internal enum QuantisedBinary
{
    /// <summary>A sum.</summary>
    Add,

    /// <summary>A product.</summary>
    Multiply,

    /// <summary>A sum with a number for each of the last axis.</summary>
    AddBias,
}
