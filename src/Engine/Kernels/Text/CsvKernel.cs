using System.Text;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>DecodeCSV: the fields of records, each a tensor.</summary>
internal sealed class CsvKernel : Kernel
{
    private readonly byte _delimiter;
    private readonly bool _usesQuotes;
    private readonly ReadOnlyMemory<byte> _missing;
    private readonly int[] _columns;

    public CsvKernel(KernelNode node)
    {
        var delimiter = node.Bytes("field_delim");
        _delimiter = delimiter.Length == 1 ? delimiter.Span[0] : throw OperationException.InvalidArgument("field_delim should be only 1 char");
        _usesQuotes = node.Flag("use_quote_delim");
        _missing = node.Bytes("na_value");
        _columns = node.Integers("select_cols");
        if (_columns.Length != 0 && _columns.Length != node.OutputCount)
        {
            throw OperationException.InvalidArgument("select_cols should match output size");
        }

        for (int i = 0; i < _columns.Length; i++)
        {
            if (_columns[i] < 0)
            {
                throw OperationException.InvalidArgument("select_cols should be non-negative indices");
            }

            if (i > 0 && _columns[i] <= _columns[i - 1])
            {
                throw OperationException.InvalidArgument("select_cols should be strictly increasing indices");
            }
        }
    }

    public override void Run(KernelContext context)
    {
        var records = context.Input(0);
        for (int i = 1; i < context.InputCount; i++)
        {
            if (context.Input(i).Rank > 1)
            {
                throw OperationException.InvalidArgument("Each record default should be at most rank 1");
            }

            if (context.Input(i).Count > 1)
            {
                throw OperationException.InvalidArgument($"There should only be 1 default per field but field {i - 1} has {context.Input(i).Count}");
            }
        }

        for (int i = 0; i < context.OutputCount; i++)
        {
            _ = context.Output(i, records.Shape);
        }

        for (int record = 0; record < records.Count; record++)
        {
            context.ThrowIfCancelledEvery(record);
            ReadRecord(context, records.Texts[record], record);
        }
    }

    private void ReadRecord(KernelContext context, ReadOnlyMemory<byte> text, int record)
    {
        var reader = new CsvReader(text.Span, _delimiter, _usesQuotes);
        int found = 0;
        for (int column = 0; (_columns.Length == 0 || found < _columns.Length) && reader.Next(); column++)
        {
            if (_columns.Length != 0 && _columns[found] != column)
            {
                continue;
            }

            if (found < context.OutputCount)
            {
                SetField(context, Field(context, text, reader), found, record);
            }

            found++;
        }

        if (reader.Problem is { } problem)
        {
            throw OperationException.InvalidArgument(problem);
        }

        if (found != context.OutputCount)
        {
            throw OperationException.InvalidArgument($"Expect {context.OutputCount} fields but have {found} in record {record}");
        }
    }

    private static ReadOnlyMemory<byte> Field(KernelContext context, ReadOnlyMemory<byte> text, CsvReader reader)
    {
        var field = text.Slice(reader.Start, reader.Length);
        if (!reader.HasDoubledQuotes)
        {
            return field;
        }

        var buffer = context.TextBuffer;
        for (int i = 0; i < field.Length; i++)
        {
            buffer.Append(field.Span[i]);
            i += field.Span[i] == '"' ? 1 : 0;
        }

        return context.Keep(buffer.Written);
    }

    private void SetField(KernelContext context, ReadOnlyMemory<byte> field, int index, int record)
    {
        var output = context.Result(index);
        if (field.IsEmpty || field.Span.SequenceEqual(_missing.Span))
        {
            var value = context.Input(index + 1);
            if (value.Count != 1)
            {
                throw OperationException.InvalidArgument($"Field {index} is required but missing in record {record}!");
            }

            if (output.Type == DataType.String)
            {
                output.WritableTexts[record] = value.Texts[0];
            }
            else
            {
                value.Bytes.CopyTo(output.WritableBytes[(record * value.Bytes.Length)..]);
            }

            return;
        }

        bool isRead = output.Type switch
        {
            DataType.Int32 => NumberParser.TryParseInteger(field.Span, out output.WritableSpan<int>()[record]),
            DataType.Int64 => NumberParser.TryParseInteger(field.Span, out output.WritableSpan<long>()[record]),
            DataType.Float => NumberParser.TryParseFloat(field.Span, out output.WritableSpan<float>()[record]),
            DataType.Double => NumberParser.TryParseFloat(field.Span, out output.WritableSpan<double>()[record]),
            _ => true,
        };
        if (!isRead)
        {
            throw OperationException.InvalidArgument($"Field {index} in record {record} is not a valid {output.Type.ToWord()}: {Encoding.UTF8.GetString(field.Span)}");
        }

        if (output.Type == DataType.String)
        {
            output.WritableTexts[record] = field;
        }
    }
}
