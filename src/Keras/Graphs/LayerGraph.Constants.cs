using TypedModels.Formats;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TypedModels.Formats.Keras;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.Transforms;

namespace TypedModels.Keras.Graphs;

internal sealed partial class LayerGraph
{
    /// <summary>A vector of int32.</summary>
    public GraphTensor Integers(params ReadOnlySpan<long> values)
    {
        var bytes = new byte[values.Length * sizeof(int)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), checked((int)values[i]));
        }

        return Constant(DataType.Int32, new TensorShape(values.Length), bytes);
    }

    /// <summary>A scalar of int32.</summary>
    public GraphTensor Integer(long value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, checked((int)value));
        return Constant(DataType.Int32, TensorShape.Scalar, bytes);
    }

    /// <summary>A scalar of any type of number, or of bool.</summary>
    public GraphTensor Scalar(double value, DataType type) => Constant([value], TensorShape.Scalar, type);

    /// <summary>Numbers of any type, row by row. Whole numbers above 2⁵³ lose digits.</summary>
    /// <exception cref="ModelFormatException">The type is none of numbers.</exception>
    public GraphTensor Constant(IReadOnlyList<double> values, TensorShape shape, DataType type)
    {
        var node = AsDoubles(values, shape);
        byte[] bytes = type switch
        {
            DataType.Double => node,
            DataType.Float => Bytes(values, value => (float)value),
            DataType.Int32 => Bytes(values, value => checked((int)value)),
            DataType.Int64 => Bytes(values, value => checked((long)value)),
            DataType.UInt8 => Bytes(values, value => checked((byte)value)),
            DataType.Bool => Bytes(values, value => value != 0),
            _ => [],
        };

        // The other types are few and rare: TensorFlow's own conversion makes them.
        return bytes.Length > 0 || values.Count == 0 ? Constant(type, shape, bytes) : Cast(Constant(DataType.Double, shape, node), type);
    }

    /// <summary>A vector of texts.</summary>
    public GraphTensor Texts(IReadOnlyCollection<string> values) => Constant(DataType.String, TensorWriter.Texts(values));

    /// <summary>One text.</summary>
    public GraphTensor Text(string value) => Constant(DataType.String, TensorWriter.Text(value));

    /// <summary>A constant of the given bytes, row by row and little-endian.</summary>
    public GraphTensor Constant(DataType type, TensorShape shape, ReadOnlySpan<byte> bytes) => Constant(type, TensorWriter.Numbers(type, shape, bytes));

    private GraphTensor Constant(DataType type, WireWriter tensor) => Node("Const").With("dtype", type).With("value", AttributeWriter.Tensor(tensor)).Output();

    private static byte[] AsDoubles(IReadOnlyList<double> values, TensorShape shape)
    {
        long count = shape.Dimensions.Aggregate(1L, (product, length) => product * length);
        return count == values.Count ? Bytes(values, value => value) : throw KerasFault.Damaged($"{values.Count} values are given for the shape {shape}");
    }

    private static byte[] Bytes<T>(IReadOnlyList<double> values, Func<double, T> convert)
        where T : struct => MemoryMarshal.AsBytes<T>(values.Select(convert).ToArray()).ToArray();
}
