namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>The ways to turn coefficients into samples, which differ in the last bits: TensorFlow's <c>dct_method</c>.</summary>
internal enum JpegTransform
{
    /// <summary>Products of 8 bits (INTEGER_FAST): TensorFlow's default.</summary>
    Fast,

    /// <summary>Products of 13 bits (INTEGER_ACCURATE).</summary>
    Accurate,
}
