namespace TypedModels.Engine.Compute.Vectors;

/// <summary>
/// The vector arithmetic of one register width, so that an inner loop is written once for all widths. Loops are generic over an implementation and its vector type; the
/// compiler makes each width its own code, in which these methods are single instructions.
/// </summary>
/// <typeparam name="TVector">The vector type.</typeparam>
/// <typeparam name="T">Its elements.</typeparam>
internal unsafe interface ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged
{
    /// <summary>The number of elements in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>How many rows of two vectors each, with what else a matrix product needs, fit into the registers.</summary>
    static abstract int TileRows { get; }

    /// <summary>Reads a vector.</summary>
    static abstract TVector Load(T* source);

    /// <summary>Reads the first <paramref name="count"/> elements, not more than a vector has, and nothing behind them; the others are zero.</summary>
    static abstract TVector LoadFirst(T* source, int count);

    /// <summary>Writes a vector.</summary>
    static abstract void Store(T* target, TVector value);

    /// <summary>Writes the first <paramref name="count"/> elements, not more than a vector has.</summary>
    static abstract void StoreFirst(T* target, TVector value, int count);

    /// <summary>A vector of equal elements.</summary>
    static abstract TVector Broadcast(T value);

    /// <summary>The sum.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>The product.</summary>
    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>The quotient.</summary>
    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>The product of the first two plus the third, rounded once where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>The larger; the second where one is not a number.</summary>
    static abstract TVector Max(TVector bound, TVector value);

    /// <summary>The smaller; the second where one is not a number.</summary>
    static abstract TVector Min(TVector bound, TVector value);
}
