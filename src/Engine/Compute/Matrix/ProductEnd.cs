using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>What is done with the results of a product or a convolution once they are written and still in the cache: a function that registers are too few for, then factors and offsets of columns.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="activation">The function; a <see cref="ActivationKind.Clamp"/> is done already.</param>
/// <param name="factors">What each column is multiplied by, or null.</param>
/// <param name="offsets">What is added to each column then, or null.</param>
internal readonly unsafe struct ProductEnd<T>(Activation activation, T* factors = null, T* offsets = null)
    where T : unmanaged
{
    /// <summary>The function.</summary>
    public Activation Activation => activation;

    /// <summary>What each column is multiplied by, or null.</summary>
    public T* Factors => factors;

    /// <summary>What is added to each column then, or null.</summary>
    public T* Offsets => offsets;

    /// <summary>Whether nothing is left to do once the results are written.</summary>
    public bool IsDone => Activation.Kind <= ActivationKind.Clamp && Factors is null && Offsets is null;

    /// <summary>Does it to some rows.</summary>
    /// <param name="values">The first element.</param>
    /// <param name="stride">From a row to the next, in elements.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="width">The elements of a row.</param>
    /// <param name="firstColumn">The column that rows begin with.</param>
    public void Apply<TSimd, TVector>(T* values, nint stride, int rows, int width, int firstColumn)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        if (Activation.Kind > ActivationKind.Clamp)
        {
            for (int row = 0; row < rows; row++)
            {
                Activations.Apply(Activation, new Span<T>(values + (row * stride), width));
            }
        }

        if (Factors is not null || Offsets is not null)
        {
            for (int column = 0; column < width; column += TSimd.Lanes)
            {
                ScaleColumns<TSimd, TVector>(values + column, stride, rows, Math.Min(TSimd.Lanes, width - column), firstColumn + column);
            }
        }
    }

    private void ScaleColumns<TSimd, TVector>(T* values, nint stride, int rows, int lanes, int column)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        bool isWhole = lanes == TSimd.Lanes;
        TVector factor = Factors is null ? default : isWhole ? TSimd.Load(Factors + column) : TSimd.LoadFirst(Factors + column, lanes);
        TVector offset = Offsets is null ? default : isWhole ? TSimd.Load(Offsets + column) : TSimd.LoadFirst(Offsets + column, lanes);
        for (int row = 0; row < rows; row++, values += stride)
        {
            TVector value = isWhole ? TSimd.Load(values) : TSimd.LoadFirst(values, lanes);
            value = Factors is null ? value : TSimd.Multiply(value, factor);
            value = Offsets is null ? value : TSimd.Add(value, offset);
            if (isWhole)
            {
                TSimd.Store(values, value);
            }
            else
            {
                TSimd.StoreFirst(values, value, lanes);
            }
        }
    }
}
