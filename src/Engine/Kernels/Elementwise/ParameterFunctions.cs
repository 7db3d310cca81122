using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Functions whose last operand is a number that an attribute gives.</summary>
internal static unsafe class ParameterFunctions
{
    /// <summary>Whether two numbers differ by no more than the third operand.</summary>
    public static FunctionSet ApproximateEqual { get; } = new()
    {
        [DataType.Float] = new(&IsNear<float>, 1),
        [DataType.Double] = new(&IsNear<double>, 1),
        [DataType.Int8] = new(&IsNear<sbyte>, 1),
        [DataType.Int16] = new(&IsNear<short>, 1),
        [DataType.Int32] = new(&IsNear<int>, 1),
        [DataType.Int64] = new(&IsNear<long>, 1),
        [DataType.UInt8] = new(&IsNear<byte>, 1),
        [DataType.UInt16] = new(&IsNear<ushort>, 1),
        [DataType.UInt32] = new(&IsNear<uint>, 1),
        [DataType.UInt64] = new(&IsNear<ulong>, 1),
        [DataType.Complex128] = new(&IsNearComplex, 5),
    };

    /// <summary>The gradient of a unit with a slope for negative numbers, the third operand.</summary>
    public static FunctionSet LeakyReluGradient { get; } = new() { [DataType.Float] = new(&LeakyReluGrad<float>, 1), [DataType.Double] = new(&LeakyReluGrad<double>, 1) };

    private static void IsNear<T>(void** x, void* y, int count)
        where T : unmanaged, INumber<T>
    {
        T* left = (T*)x[0], right = (T*)x[1];
        T tolerance = T.CreateTruncating(*(float*)x[2]);
        for (int i = 0; i < count; i++)
        {
            T difference = left[i] > right[i] ? left[i] - right[i] : right[i] - left[i];
            ((bool*)y)[i] = difference <= tolerance;
        }
    }

    private static void IsNearComplex(void** x, void* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ((bool*)y)[i] = Complex.Abs(((Complex*)x[0])[i] - ((Complex*)x[1])[i]) <= *(float*)x[2];
        }
    }

    private static void LeakyReluGrad<T>(void** x, void* y, int count)
        where T : unmanaged, INumber<T>
    {
        T* gradients = (T*)x[0], features = (T*)x[1], slopes = (T*)x[2];
        for (int i = 0; i < count; i++)
        {
            ((T*)y)[i] = features[i] > T.Zero ? gradients[i] : gradients[i] * slopes[i];
        }
    }
}
