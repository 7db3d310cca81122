using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Keeps numbers between two bounds: first not above the upper one, then not below the lower one.</summary>
internal static unsafe class ClipFunctions
{
    /// <summary>The functions by element type.</summary>
    public static FunctionSet All { get; } = new()
    {
        [DataType.Float] = new(&Clip<float>, 0.5),
        [DataType.Double] = new(&Clip<double>, 1),
        [DataType.Int8] = new(&Clip<sbyte>, 0.2),
        [DataType.Int16] = new(&Clip<short>, 0.3),
        [DataType.Int32] = new(&Clip<int>, 0.5),
        [DataType.Int64] = new(&Clip<long>, 1),
        [DataType.UInt8] = new(&Clip<byte>, 0.2),
        [DataType.UInt16] = new(&Clip<ushort>, 0.3),
        [DataType.UInt32] = new(&Clip<uint>, 0.5),
        [DataType.UInt64] = new(&Clip<ulong>, 1),
    };

    private static void Clip<T>(void** x, void* y, int count)
        where T : unmanaged, INumber<T>
    {
        var result = new Span<T>(y, count);
        TensorPrimitives.Min(new ReadOnlySpan<T>(x[0], count), new ReadOnlySpan<T>(x[2], count), result);
        TensorPrimitives.Max(result, new ReadOnlySpan<T>(x[1], count), result);
    }
}
