namespace TypedModels.Engine.Compute.Vectors;

/// <summary>A function of a float, on vectors of any width.</summary>
internal interface IFloatFunction
{
    /// <summary>The function's values.</summary>
    TVector Apply<TFloats, TVector>(TVector x)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged;
}
