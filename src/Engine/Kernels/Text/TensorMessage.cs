using TypedModels.Engine.Memory;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>Writes a value as a <c>TensorProto</c> as TensorFlow does: type (1), shape (2), the elements as bytes (4), texts one by one (8).</summary>
internal static class TensorMessage
{
    /// <summary>Appends the message.</summary>
    public static void Append(ByteBuffer output, Tensor value)
    {
        AppendField(output, 1, (ulong)value.Type);
        var shape = new ByteBuffer();
        foreach (int length in value.Shape.Lengths)
        {
            var dimension = new ByteBuffer(16);
            if (length != 0)
            {
                AppendField(dimension, 1, (ulong)length);
            }

            AppendBytes(shape, 2, dimension.Written);
        }

        AppendBytes(output, 2, shape.Written);
        if (value.Type == DataType.String)
        {
            foreach (var text in value.Texts)
            {
                AppendBytes(output, 8, text.Span);
            }
        }
        else if (value.Count > 0)
        {
            AppendBytes(output, 4, value.Bytes);
        }
    }

    private static void AppendField(ByteBuffer output, int field, ulong value)
    {
        AppendVarint(output, (ulong)field << 3);
        AppendVarint(output, value);
    }

    private static void AppendBytes(ByteBuffer output, int field, ReadOnlySpan<byte> bytes)
    {
        AppendVarint(output, ((ulong)field << 3) | 2);
        AppendVarint(output, (ulong)bytes.Length);
        output.Append(bytes);
    }

    private static void AppendVarint(ByteBuffer output, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.Append((byte)(value | 0x80));
        }

        output.Append((byte)value);
    }
}
