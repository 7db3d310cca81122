namespace TypedModels.Engine.Compute.Vectors;

/// <summary>The arithmetic of float vectors of one register width that functions are made of; loops are generic over it, as over <see cref="ISimd{TVector, T}"/>.</summary>
/// <typeparam name="TVector">The vector type.</typeparam>
internal unsafe interface IFloats<TVector>
    where TVector : unmanaged
{
    /// <summary>The number of elements in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Reads a vector.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Writes a vector.</summary>
    static abstract void Store(float* target, TVector value);

    /// <summary>Reads <paramref name="count"/> elements, fewer than a vector has; the others are zero.</summary>
    static abstract TVector LoadFirst(float* source, int count);

    /// <summary>Writes the first <paramref name="count"/> elements, fewer than a vector has.</summary>
    static abstract void StoreFirst(float* target, TVector value, int count);

    /// <summary>The first <paramref name="count"/> elements of one vector and the others of another.</summary>
    static abstract TVector SelectFirst(int count, TVector first, TVector others);

    /// <summary>A vector of equal elements.</summary>
    static abstract TVector All(float value);

    /// <summary>The sum.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>The difference.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

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

    /// <summary>The numbers without their signs.</summary>
    static abstract TVector Abs(TVector value);

    /// <summary>The first numbers with the signs of the second.</summary>
    static abstract TVector CopySign(TVector magnitude, TVector sign);

    /// <summary>The third where the first is less than the second, else the fourth.</summary>
    static abstract TVector SelectLess(TVector left, TVector right, TVector whenLess, TVector otherwise);

    /// <summary>The nearest whole numbers.</summary>
    static abstract TVector Round(TVector value);

    /// <summary>Times two to a whole power between −300 and 300, rounded once.</summary>
    static abstract TVector Scale(TVector value, TVector power);

    /// <summary>The sum of the elements.</summary>
    static abstract float Sum(TVector value);

    /// <summary>The largest element.</summary>
    static abstract float Largest(TVector value);
}
