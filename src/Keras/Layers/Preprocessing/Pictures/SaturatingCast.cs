using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Pictures;

/// <summary>Numbers of float32 in a narrower type, where what is too large or too small becomes the nearest that there is (<c>keras/src/ops/core.py</c>, <c>_saturate_cast</c>).</summary>
internal static class SaturatingCast
{
    // Of 32 bits and more the largest floats that are no larger than the type's own limits.
    private static readonly Dictionary<DataType, (double Least, double Most)> s_limits = new()
    {
        [DataType.Int8] = (sbyte.MinValue, sbyte.MaxValue), [DataType.UInt8] = (byte.MinValue, byte.MaxValue), [DataType.Int16] = (short.MinValue, short.MaxValue), [DataType.UInt16] = (ushort.MinValue, ushort.MaxValue),
        [DataType.Int32] = (int.MinValue, 2147483520), [DataType.UInt32] = (0, 4294967040), [DataType.Int64] = (long.MinValue, 9223371487098961920), [DataType.UInt64] = (0, 18446742974197923840), [DataType.Half] = (-65504, 65504),
    };

    /// <summary>Adds the conversion; whole numbers are rounded first.</summary>
    public static GraphTensor To(LayerGraph graph, GraphTensor numbers, DataType type)
    {
        if (numbers.DataType == type || !s_limits.TryGetValue(type, out var limits))
        {
            return graph.Cast(numbers, type);
        }

        var whole = type == DataType.Half ? numbers : graph.Add("Round", numbers);
        return graph.Cast(graph.WithNumber("Maximum", graph.WithNumber("Minimum", whole, limits.Most), limits.Least), type);
    }
}
