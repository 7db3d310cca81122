namespace TypedModels.Engine.Compute.Matrix;

/// <summary>A small number as a type, for loops that the compiler unrolls.</summary>
internal interface ITileCount
{
    /// <summary>The number.</summary>
    static abstract int Count { get; }
}
