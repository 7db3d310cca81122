namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function of two numbers that is computed in double whatever the element type.</summary>
internal interface IScalarBinary
{
    /// <summary>The function's value.</summary>
    static abstract double Apply(double x, double y);
}
