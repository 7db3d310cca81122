using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>
/// Makes the functions of an operation from its operator: a struct without content that says what happens to elements, for every type of a kind at once.
/// The compiler gives each type code of its own; nothing is found out while a model runs.
/// </summary>
internal static unsafe class Functions
{
    // About what one element takes where the operator goes through vectors, and where it does not.
    private const double Light = 0.4;
    private const double Heavy = 30;

    /// <summary>float and double.</summary>
    public static FunctionSet Floats<TOperator>(double nanoseconds = 1.5)
        where TOperator : IFloatUnary => new()
        {
            [DataType.Float] = new(&FloatUnary<TOperator, float>, nanoseconds),
            [DataType.Double] = new(&FloatUnary<TOperator, double>, nanoseconds * 2),
        };

    /// <summary>float and double, computed in double, one element at a time.</summary>
    public static FunctionSet Scalars<TOperator>(double nanoseconds = Heavy)
        where TOperator : IScalarUnary => new()
        {
            [DataType.Float] = new(&ScalarUnary<TOperator, float>, nanoseconds),
            [DataType.Double] = new(&ScalarUnary<TOperator, double>, nanoseconds),
        };

    /// <summary>complex128.</summary>
    public static FunctionSet Complex<TOperator>()
        where TOperator : IComplexUnary => new() { [DataType.Complex128] = new(&ComplexUnary<TOperator>, Heavy) };

    /// <summary>The integers.</summary>
    public static FunctionSet Integers<TOperator>()
        where TOperator : IIntegerUnary => new()
        {
            [DataType.Int8] = new(&IntegerUnary<TOperator, sbyte>, Light),
            [DataType.Int16] = new(&IntegerUnary<TOperator, short>, Light),
            [DataType.Int32] = new(&IntegerUnary<TOperator, int>, Light),
            [DataType.Int64] = new(&IntegerUnary<TOperator, long>, Light),
            [DataType.UInt8] = new(&IntegerUnary<TOperator, byte>, Light),
            [DataType.UInt16] = new(&IntegerUnary<TOperator, ushort>, Light),
            [DataType.UInt32] = new(&IntegerUnary<TOperator, uint>, Light),
            [DataType.UInt64] = new(&IntegerUnary<TOperator, ulong>, Light),
        };

    /// <summary>float and double, giving a truth value.</summary>
    public static FunctionSet Tests<TOperator>()
        where TOperator : IFloatTest => new()
        {
            [DataType.Float] = new(&FloatTest<TOperator, float>, Light),
            [DataType.Double] = new(&FloatTest<TOperator, double>, Light),
        };

    /// <summary>float and double, of two operands.</summary>
    public static FunctionSet FloatPairs<TOperator>(double nanoseconds = Light)
        where TOperator : IFloatBinary => new()
        {
            [DataType.Float] = new(&FloatBinary<TOperator, float>, nanoseconds),
            [DataType.Double] = new(&FloatBinary<TOperator, double>, nanoseconds * 2),
        };

    /// <summary>float and double, of two operands, computed in double, one element at a time.</summary>
    public static FunctionSet ScalarPairs<TOperator>(double nanoseconds = Heavy)
        where TOperator : IScalarBinary => new()
        {
            [DataType.Float] = new(&ScalarBinary<TOperator, float>, nanoseconds),
            [DataType.Double] = new(&ScalarBinary<TOperator, double>, nanoseconds),
        };

    /// <summary>complex128, of two operands.</summary>
    public static FunctionSet ComplexPairs<TOperator>()
        where TOperator : IComplexBinary => new() { [DataType.Complex128] = new(&ComplexBinary<TOperator>, Heavy) };

    /// <summary>The integers, of two operands.</summary>
    public static FunctionSet IntegerPairs<TOperator>(double nanoseconds = Light)
        where TOperator : IIntegerBinary => new()
        {
            [DataType.Int8] = new(&IntegerBinary<TOperator, sbyte>, nanoseconds),
            [DataType.Int16] = new(&IntegerBinary<TOperator, short>, nanoseconds),
            [DataType.Int32] = new(&IntegerBinary<TOperator, int>, nanoseconds),
            [DataType.Int64] = new(&IntegerBinary<TOperator, long>, nanoseconds),
            [DataType.UInt8] = new(&IntegerBinary<TOperator, byte>, nanoseconds),
            [DataType.UInt16] = new(&IntegerBinary<TOperator, ushort>, nanoseconds),
            [DataType.UInt32] = new(&IntegerBinary<TOperator, uint>, nanoseconds),
            [DataType.UInt64] = new(&IntegerBinary<TOperator, ulong>, nanoseconds),
        };

    /// <summary>The integers, of the bits of two operands: of the size alone.</summary>
    public static FunctionSet BitPairs<TOperator>()
        where TOperator : IBitsBinary
    {
        ElementFunction one = new(&BitsBinary<TOperator, byte>, Light / 4), two = new(&BitsBinary<TOperator, ushort>, Light / 2);
        ElementFunction four = new(&BitsBinary<TOperator, uint>, Light), eight = new(&BitsBinary<TOperator, ulong>, Light * 2);
        return new FunctionSet
        {
            [DataType.Int8] = one,
            [DataType.UInt8] = one,
            [DataType.Int16] = two,
            [DataType.UInt16] = two,
            [DataType.Int32] = four,
            [DataType.UInt32] = four,
            [DataType.Int64] = eight,
            [DataType.UInt64] = eight,
        };
    }

    /// <summary>Real numbers, of two operands.</summary>
    public static FunctionSet NumberPairs<TOperator>()
        where TOperator : INumberBinary => new()
        {
            [DataType.Float] = new(&NumberBinary<TOperator, float>, Light),
            [DataType.Double] = new(&NumberBinary<TOperator, double>, Light),
            [DataType.Int8] = new(&NumberBinary<TOperator, sbyte>, Light),
            [DataType.Int16] = new(&NumberBinary<TOperator, short>, Light),
            [DataType.Int32] = new(&NumberBinary<TOperator, int>, Light),
            [DataType.Int64] = new(&NumberBinary<TOperator, long>, Light),
            [DataType.UInt8] = new(&NumberBinary<TOperator, byte>, Light),
            [DataType.UInt16] = new(&NumberBinary<TOperator, ushort>, Light),
            [DataType.UInt32] = new(&NumberBinary<TOperator, uint>, Light),
            [DataType.UInt64] = new(&NumberBinary<TOperator, ulong>, Light),
        };

    /// <summary>Real numbers, of two operands, giving a truth value.</summary>
    public static FunctionSet Comparisons<TOperator>()
        where TOperator : IComparison => new()
        {
            [DataType.Float] = new(&Comparison<TOperator, float>, Light),
            [DataType.Double] = new(&Comparison<TOperator, double>, Light),
            [DataType.Int8] = new(&Comparison<TOperator, sbyte>, Light),
            [DataType.Int16] = new(&Comparison<TOperator, short>, Light),
            [DataType.Int32] = new(&Comparison<TOperator, int>, Light),
            [DataType.Int64] = new(&Comparison<TOperator, long>, Light),
            [DataType.UInt8] = new(&Comparison<TOperator, byte>, Light),
            [DataType.UInt16] = new(&Comparison<TOperator, ushort>, Light),
            [DataType.UInt32] = new(&Comparison<TOperator, uint>, Light),
            [DataType.UInt64] = new(&Comparison<TOperator, ulong>, Light),
        };

    /// <summary>One type, of one operand.</summary>
    public static ElementFunction Of<TOperator, T, TResult>(double nanoseconds = 1)
        where TOperator : IUnary<T, TResult>
        where T : unmanaged
        where TResult : unmanaged => new(&Unary<TOperator, T, TResult>, nanoseconds);

    /// <summary>One type, of two operands.</summary>
    public static ElementFunction OfPair<TOperator, T, TResult>(double nanoseconds = 1)
        where TOperator : IBinary<T, TResult>
        where T : unmanaged
        where TResult : unmanaged => new(&Binary<TOperator, T, TResult>, nanoseconds);

    private static void FloatUnary<TOperator, T>(void** x, void* y, int count)
        where TOperator : IFloatUnary
        where T : unmanaged, IFloatingPointIeee754<T> => TOperator.Apply(new ReadOnlySpan<T>(x[0], count), new Span<T>(y, count));

    private static void ScalarUnary<TOperator, T>(void** x, void* y, int count)
        where TOperator : IScalarUnary
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < count; i++)
        {
            ((T*)y)[i] = T.CreateTruncating(TOperator.Apply(double.CreateTruncating(((T*)x[0])[i])));
        }
    }

    private static void ComplexUnary<TOperator>(void** x, void* y, int count)
        where TOperator : IComplexUnary
    {
        for (int i = 0; i < count; i++)
        {
            ((Complex*)y)[i] = TOperator.Apply(((Complex*)x[0])[i]);
        }
    }

    private static void IntegerUnary<TOperator, T>(void** x, void* y, int count)
        where TOperator : IIntegerUnary
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => TOperator.Apply(new ReadOnlySpan<T>(x[0], count), new Span<T>(y, count));

    private static void FloatTest<TOperator, T>(void** x, void* y, int count)
        where TOperator : IFloatTest
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < count; i++)
        {
            ((bool*)y)[i] = TOperator.Apply(((T*)x[0])[i]);
        }
    }

    private static void FloatBinary<TOperator, T>(void** x, void* y, int count)
        where TOperator : IFloatBinary
        where T : unmanaged, IFloatingPointIeee754<T> => TOperator.Apply(new ReadOnlySpan<T>(x[0], count), new ReadOnlySpan<T>(x[1], count), new Span<T>(y, count));

    private static void ScalarBinary<TOperator, T>(void** x, void* y, int count)
        where TOperator : IScalarBinary
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < count; i++)
        {
            ((T*)y)[i] = T.CreateTruncating(TOperator.Apply(double.CreateTruncating(((T*)x[0])[i]), double.CreateTruncating(((T*)x[1])[i])));
        }
    }

    private static void ComplexBinary<TOperator>(void** x, void* y, int count)
        where TOperator : IComplexBinary
    {
        for (int i = 0; i < count; i++)
        {
            ((Complex*)y)[i] = TOperator.Apply(((Complex*)x[0])[i], ((Complex*)x[1])[i]);
        }
    }

    private static void IntegerBinary<TOperator, T>(void** x, void* y, int count)
        where TOperator : IIntegerBinary
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        for (int i = 0; i < count; i++)
        {
            ((T*)y)[i] = TOperator.Apply(((T*)x[0])[i], ((T*)x[1])[i]);
        }
    }

    private static void BitsBinary<TOperator, T>(void** x, void* y, int count)
        where TOperator : IBitsBinary
        where T : unmanaged, IBinaryInteger<T> => TOperator.Apply(new ReadOnlySpan<T>(x[0], count), new ReadOnlySpan<T>(x[1], count), new Span<T>(y, count));

    private static void NumberBinary<TOperator, T>(void** x, void* y, int count)
        where TOperator : INumberBinary
        where T : unmanaged, INumber<T> => TOperator.Apply(new ReadOnlySpan<T>(x[0], count), new ReadOnlySpan<T>(x[1], count), new Span<T>(y, count));

    private static void Comparison<TOperator, T>(void** x, void* y, int count)
        where TOperator : IComparison
        where T : unmanaged, INumber<T> => ComparisonLoop.Run<TOperator, T>((T*)x[0], (T*)x[1], (byte*)y, count);

    private static void Unary<TOperator, T, TResult>(void** x, void* y, int count)
        where TOperator : IUnary<T, TResult>
        where T : unmanaged
        where TResult : unmanaged
    {
        for (int i = 0; i < count; i++)
        {
            ((TResult*)y)[i] = TOperator.Apply(((T*)x[0])[i]);
        }
    }

    private static void Binary<TOperator, T, TResult>(void** x, void* y, int count)
        where TOperator : IBinary<T, TResult>
        where T : unmanaged
        where TResult : unmanaged
    {
        for (int i = 0; i < count; i++)
        {
            ((TResult*)y)[i] = TOperator.Apply(((T*)x[0])[i], ((T*)x[1])[i]);
        }
    }
}
