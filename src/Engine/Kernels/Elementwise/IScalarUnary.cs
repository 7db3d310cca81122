namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function that is computed in double whatever the element type.</summary>
internal interface IScalarUnary
{
    /// <summary>The function's value.</summary>
    static abstract double Apply(double x);
}
