using System.Numerics;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Makes the functions of a reduction for each element type.</summary>
internal static unsafe class ReductionFunctions
{
    /// <summary>The function of real numbers of a type.</summary>
    public static ReductionFunction Of<TReducer>(DataType type)
        where TReducer : IReducer => type switch
        {
            DataType.Float => Of<TReducer, float>(),
            DataType.Double => Of<TReducer, double>(),
            DataType.Int8 or DataType.QInt8 => Of<TReducer, sbyte>(),
            DataType.Int16 or DataType.QInt16 => Of<TReducer, short>(),
            DataType.Int32 or DataType.QInt32 => Of<TReducer, int>(),
            DataType.Int64 => Of<TReducer, long>(),
            DataType.UInt8 or DataType.QUInt8 or DataType.Bool => Of<TReducer, byte>(),
            DataType.UInt16 or DataType.QUInt16 => Of<TReducer, ushort>(),
            DataType.UInt32 => Of<TReducer, uint>(),
            DataType.UInt64 => Of<TReducer, ulong>(),
            _ => throw KernelNode.Unsupported($"Elements of {type.ToWord()} cannot be reduced."),
        };

    private static ReductionFunction Of<TReducer, T>()
        where TReducer : IReducer
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => new(&Row<TReducer, T>, &Combine<TReducer, T>, &Finish<TReducer, T>, &Fill<TReducer, T>);

    private static void Row<TReducer, T>(void* elements, int count, void* result)
        where TReducer : IReducer
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => *(T*)result = TReducer.Reduce(new ReadOnlySpan<T>(elements, count));

    private static void Combine<TReducer, T>(void* results, void* elements, int count)
        where TReducer : IReducer
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => TReducer.Combine(new Span<T>(results, count), new ReadOnlySpan<T>(elements, count));

    private static void Finish<TReducer, T>(void* results, int count, double reduced)
        where TReducer : IReducer
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => TReducer.Finish(new Span<T>(results, count), reduced);

    private static void Fill<TReducer, T>(void* results, int count)
        where TReducer : IReducer
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => new Span<T>(results, count).Fill(TReducer.Empty<T>());
}
