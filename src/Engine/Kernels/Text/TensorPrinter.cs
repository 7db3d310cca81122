using TypedModels.Engine.Memory;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>Writes a value as TensorFlow 2 prints it: brackets around each axis, the middle of long axes left out.</summary>
internal static class TensorPrinter
{
    /// <summary>Appends a value.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="most">How many elements are written at each end of an axis; negative for all.</param>
    /// <param name="context">The call, which may be cancelled.</param>
    public static void Append(ByteBuffer output, Tensor value, int most, KernelContext context) =>
        AppendAxis(output, value, 0, 0, most < 0 ? value.Count : Math.Min(most, value.Count), context);

    private static void AppendAxis(ByteBuffer output, Tensor value, int axis, int offset, int ends, KernelContext context)
    {
        if (axis == value.Rank)
        {
            AppendElement(output, value, offset);
            return;
        }

        int length = value[axis];
        int step = value.Shape.Product(axis + 1, value.Rank);
        output.Append((byte)'[');
        for (int i = 0; i < Math.Min(ends, length); i++)
        {
            context.ThrowIfCancelledEvery(i);
            AppendSpace(output, value.Rank, axis, i > 0);
            AppendAxis(output, value, axis + 1, offset + (step * i), ends, context);
        }

        if (length > 2L * ends)
        {
            AppendSpace(output, value.Rank, axis, true);
            output.Append("..."u8);
        }

        for (int i = Math.Max(ends, length - ends); i < length; i++)
        {
            AppendSpace(output, value.Rank, axis, true);
            AppendAxis(output, value, axis + 1, offset + (step * i), ends, context);
        }

        output.Append((byte)']');
    }

    private static void AppendSpace(ByteBuffer output, int rank, int axis, bool isBetween)
    {
        if (!isBetween)
        {
            return;
        }

        if (axis == rank - 1)
        {
            output.Append((byte)' ');
            return;
        }

        output.Reserve(rank - axis - 1).Fill((byte)'\n');
        output.Reserve(axis + 1).Fill((byte)' ');
    }

    private static void AppendElement(ByteBuffer output, Tensor value, int index)
    {
        switch (value.Type)
        {
            case DataType.Float:
                AppendFloat(output, value.Span<float>()[index]);
                break;
            case DataType.Half:
                AppendFloat(output, (float)value.Span<Half>()[index]);
                break;
            case DataType.BFloat16:
                AppendFloat(output, (float)value.Span<BFloat16>()[index]);
                break;
            case DataType.Double:
                AppendDouble(output, value.Span<double>()[index]);
                break;
            case DataType.Bool:
                output.Append(value.Span<bool>()[index] ? (byte)'1' : (byte)'0');
                break;
            case DataType.String:
                AppendQuoted(output, value.Texts[index].Span);
                break;
            case DataType.UInt64:
                NumberFormatter.AppendInteger(output, value.Span<ulong>()[index], false, isSigned: false, default);
                break;
            case DataType.Complex64 or DataType.Complex128 or DataType.Resource or DataType.Variant:
                output.Append((byte)'?');
                break;
            default:
                long integer = value.Integer(index);
                NumberFormatter.AppendInteger(output, integer < 0 ? unchecked((ulong)-integer) : (ulong)integer, integer < 0, isSigned: true, default);
                break;
        }
    }

    // As few digits as usual, unless another number would be read back.
    private static void AppendFloat(ByteBuffer output, float value)
    {
        int start = output.Length;
        NumberFormatter.Append(output, value, new PrintfFormat(Precision: 6, Conversion: 'g'));
        if (float.IsFinite(value) && !(NumberParser.TryParseFloat(output.Written[start..], out float read) && read == value))
        {
            output.Truncate(start);
            NumberFormatter.Append(output, value, new PrintfFormat(Precision: 9, Conversion: 'g'));
        }
    }

    private static void AppendDouble(ByteBuffer output, double value)
    {
        int start = output.Length;
        NumberFormatter.Append(output, value, new PrintfFormat(Precision: 15, Conversion: 'g'));
        if (double.IsFinite(value) && !(NumberParser.TryParseFloat(output.Written[start..], out double read) && read == value))
        {
            output.Truncate(start);
            NumberFormatter.Append(output, value, new PrintfFormat(Precision: 17, Conversion: 'g'));
        }
    }

    private static void AppendQuoted(ByteBuffer output, ReadOnlySpan<byte> text)
    {
        output.Append((byte)'"');
        foreach (byte value in text)
        {
            int escape = "\n\r\t\"'\\"u8.IndexOf(value);
            if (escape >= 0)
            {
                output.Append((byte)'\\');
                output.Append("nrt\"'\\"u8[escape]);
            }
            else if (value is < 0x20 or 0x7f)
            {
                output.Append((byte)'\\');
                output.Append((byte)('0' + (value >> 6)));
                output.Append((byte)('0' + ((value >> 3) & 7)));
                output.Append((byte)('0' + (value & 7)));
            }
            else
            {
                output.Append(value);
            }
        }

        output.Append((byte)'"');
    }
}
