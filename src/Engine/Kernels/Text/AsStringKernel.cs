using System.Numerics;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>AsString: numbers, truth values and texts as text, as <c>printf</c> writes them.</summary>
internal sealed class AsStringKernel : Kernel
{
    private static readonly DataTypeSet s_float = DataTypeSet.Float | DataTypeSet.NarrowFloat | DataTypeSet.Complex;

    private readonly PrintfFormat _format;

    public AsStringKernel(KernelNode node)
    {
        var type = node.Type("T");
        int precision = node.Int32("precision");
        bool isScientific = node.Flag("scientific"), isShortest = node.Flag("shortest");
        byte[] fill = node.Bytes("fill").ToArray();
        if (isScientific && isShortest)
        {
            throw OperationException.InvalidArgument("Cannot select both scientific and shortest notation");
        }

        if (!s_float.Contains(type) && type != DataType.String)
        {
            if (isScientific || isShortest)
            {
                throw OperationException.InvalidArgument($"scientific and shortest format not supported for datatype {type.ToWord()}");
            }

            if (precision >= 0)
            {
                throw OperationException.InvalidArgument($"precision not supported for datatype {type.ToWord()}");
            }
        }

        if (fill.Length > 1)
        {
            throw OperationException.InvalidArgument("Fill string must be one or fewer characters");
        }

        if (fill.Length == 1 && !" +-0#"u8.Contains(fill[0]))
        {
            throw OperationException.InvalidArgument($"Fill argument not supported: \"{(char)fill[0]}\"");
        }

        _format = new PrintfFormat(fill.Length == 0 ? (byte)0 : fill[0], Math.Max(0, node.Int32("width")), precision, isScientific ? 'e' : isShortest ? 'g' : 'f');
    }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var output = context.Output(0, input.Shape).WritableTexts;
        for (int i = 0; i < output.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            var buffer = context.TextBuffer;
            Append(buffer, input, i);
            output[i] = context.Keep(buffer.Written);
        }
    }

    private void Append(ByteBuffer buffer, Tensor input, int index)
    {
        switch (input.Type)
        {
            case DataType.Float:
                NumberFormatter.Append(buffer, input.Span<float>()[index], _format);
                break;
            case DataType.Double:
                NumberFormatter.Append(buffer, input.Span<double>()[index], _format);
                break;
            case DataType.Half:
                NumberFormatter.Append(buffer, (double)input.Span<Half>()[index], _format);
                break;
            case DataType.BFloat16:
                NumberFormatter.Append(buffer, (float)input.Span<BFloat16>()[index], _format);
                break;
            case DataType.Complex64:
                var small = input.Span<Complex64>()[index];
                AppendComplex(buffer, small.Real, small.Imaginary);
                break;
            case DataType.Complex128:
                var large = input.Span<Complex>()[index];
                AppendComplex(buffer, large.Real, large.Imaginary);
                break;
            case DataType.Bool:
                buffer.Append(input.Span<bool>()[index] ? "true"u8 : "false"u8);
                break;
            case DataType.String:
                NumberFormatter.AppendText(buffer, input.Texts[index].Span, _format);
                break;
            case DataType.UInt64:
                NumberFormatter.AppendInteger(buffer, input.Span<ulong>()[index], false, isSigned: false, _format);
                break;
            default:
                long value = input.Integer(index);
                bool isSigned = !DataTypeSet.Unsigned.Contains(input.Type);
                NumberFormatter.AppendInteger(buffer, value < 0 ? unchecked((ulong)-value) : (ulong)value, value < 0, isSigned, _format);
                break;
        }
    }

    private void AppendComplex(ByteBuffer buffer, double real, double imaginary)
    {
        buffer.Append((byte)'(');
        NumberFormatter.Append(buffer, real, _format);
        buffer.Append((byte)',');
        NumberFormatter.Append(buffer, imaginary, _format);
        buffer.Append((byte)')');
    }
}
