using System.Runtime.InteropServices;
using TypedModels.Engines;

namespace TypedModels.Keras.Tests.Support;

/// <summary>A weight that lies in no file.</summary>
internal sealed class GivenWeight(DataType type, Numbers value) : VariableData
{
    public override DataType DataType => type;

    public override TensorShape Shape { get; } = new([.. value.Shape.Select(length => (long)length)]);

    public override string File => "a test";

    public override object? Identity => this;

    public override void Read(Span<byte> destination) => ElementBytes.Of(type, value.Elements).CopyTo(destination);

    public override ReadOnlyMemory<byte>[] ReadTexts() => throw new NotSupportedException();
}

/// <summary>Numbers as tensors hold them.</summary>
internal static class ElementBytes
{
    public static byte[] Of(DataType type, double[] values) => type switch
    {
        DataType.Float => To(values, value => (float)value),
        DataType.Double => To(values, value => value),
        DataType.Half => To(values, value => (Half)value),
        DataType.BFloat16 => To(values, value => (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16)),
        DataType.Int32 => To(values, value => (int)value),
        DataType.Int64 => To(values, value => (long)value),
        DataType.UInt8 => To(values, value => (byte)value),
        DataType.Bool => To(values, value => value != 0),
        _ => throw new NotSupportedException($"Tests have no {type.ToWord()}."),
    };

    public static double[] ToDoubles(DataType type, ReadOnlySpan<byte> bytes) => type switch
    {
        DataType.Float => From<float>(bytes, value => value),
        DataType.Double => From<double>(bytes, value => value),
        DataType.Half => From<Half>(bytes, value => (double)value),
        DataType.BFloat16 => From<ushort>(bytes, value => BitConverter.UInt32BitsToSingle((uint)value << 16)),
        DataType.Int32 => From<int>(bytes, value => value),
        DataType.Int64 => From<long>(bytes, value => value),
        DataType.UInt8 => From<byte>(bytes, value => value),
        DataType.Bool => From<bool>(bytes, value => value ? 1 : 0),
        _ => throw new NotSupportedException($"Tests have no {type.ToWord()}."),
    };

    private static byte[] To<T>(double[] values, Func<double, T> convert)
        where T : struct => MemoryMarshal.AsBytes(Array.ConvertAll(values, value => convert(value)).AsSpan()).ToArray();

    private static double[] From<T>(ReadOnlySpan<byte> bytes, Func<T, double> convert)
        where T : struct => Array.ConvertAll(MemoryMarshal.Cast<byte, T>(bytes).ToArray(), value => convert(value));
}
