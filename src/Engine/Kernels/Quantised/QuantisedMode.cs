namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>How numbers and steps belong together in QuantizeV2 and Dequantize.</summary>
internal enum QuantisedMode
{
    /// <summary>The range is spread over all steps.</summary>
    MinCombined,

    /// <summary>The smallest number is a step, and so is zero.</summary>
    MinFirst,

    /// <summary>Zero is step zero, and the numbers are scaled.</summary>
    Scaled,
}
