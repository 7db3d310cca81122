using System.Buffers.Text;
using System.Runtime.InteropServices;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>Which part of each line of a vocabulary file is a key, and which a value.</summary>
internal sealed class TextFileLayout
{
    private const int WholeLine = -2;
    private const int LineNumber = -1;

    private readonly int _key;
    private readonly int _value;
    private readonly long _lines;
    private readonly byte _delimiter;
    private readonly long _offset;

    /// <summary>Reads the attributes of an operation that fills a table from a file.</summary>
    public TextFileLayout(KernelNode node)
    {
        _key = node.Int32("key_index");
        _value = node.Int32("value_index");
        _lines = node.Integer("vocab_size");
        _offset = node.Has("offset") ? node.Integer("offset") : 0;
        if (_key < WholeLine || _value < WholeLine)
        {
            throw OperationException.InvalidArgument($"A column is counted from 0, and {LineNumber} and {WholeLine} stand for line number and line: key_index is {_key}, value_index {_value}.");
        }

        if (node.Bytes("delimiter") is not { Length: 1 } delimiter)
        {
            throw OperationException.InvalidArgument("delimiter should be only 1 char");
        }

        _delimiter = delimiter.Span[0];
    }

    /// <summary>Takes a file apart.</summary>
    /// <exception cref="OperationException">A line is empty, lacks a column, or does not hold what the table does; or there are fewer lines than announced.</exception>
    public (Tensor Keys, Tensor Values) Read(byte[] file, string name, TableDefinition table)
    {
        RequireType(_key, table.KeyType, "Key");
        RequireType(_value, table.ValueType, "Value");
        var lines = Lines(file, name);
        if (_lines >= 0 && lines.Count < _lines)
        {
            throw OperationException.InvalidArgument($"Invalid vocab_size in {name}: expected {_lines} but got {lines.Count}");
        }

        int count = _lines >= 0 ? (int)_lines : lines.Count;
        return (Column(lines, count, _key, table.KeyType, name), Column(lines, count, _value, table.ValueType, name));
    }

    private static void RequireType(int column, DataType type, string what)
    {
        if (column == LineNumber && type != DataType.Int64)
        {
            throw OperationException.InvalidArgument($"{what} index for line number requires table {what.ToLowerInvariant()} dtype of int64, got {type.ToWord()}");
        }

        if (column == WholeLine && type != DataType.String)
        {
            throw OperationException.InvalidArgument($"{what} index for whole line requires string table {what.ToLowerInvariant()} dtype, got {type.ToWord()}");
        }
    }

    private List<ReadOnlyMemory<byte>> Lines(byte[] file, string name)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        for (int start = 0; start < file.Length && lines.Count != _lines;)
        {
            int length = file.AsSpan(start).IndexOf((byte)'\n');
            length = length < 0 ? file.Length - start : length;
            var line = file.AsMemory(start, length);
            line = line is { Length: > 0 } && line.Span[^1] == '\r' ? line[..^1] : line;
            lines.Add(line.Length > 0 ? line : throw OperationException.InvalidArgument($"Invalid content in {name}: empty line found at position {lines.Count}."));
            start += length + 1;
        }

        return lines;
    }

    private Tensor Column(List<ReadOnlyMemory<byte>> lines, int count, int column, DataType type, string name)
    {
        if (type == DataType.String)
        {
            var texts = new ReadOnlyMemory<byte>[count];
            for (int line = 0; line < count; line++)
            {
                texts[line] = column == WholeLine ? lines[line] : Cell(lines[line], column, line, name);
            }

            return Tensor.CreateShared(new Shape(count), texts);
        }

        int size = DataTypes.SizeOf(type);
        byte[] numbers = new byte[checked(count * size)];
        for (int line = 0; line < count; line++)
        {
            var number = numbers.AsSpan(line * size, size);
            if (column == LineNumber)
            {
                MemoryMarshal.Write(number, _offset + line);
            }
            else
            {
                var cell = Cell(lines[line], column, line, name);
                if (!TryParse(cell.Span, type, number))
                {
                    throw OperationException.InvalidArgument($"Field {System.Text.Encoding.UTF8.GetString(cell.Span)} in line {line} of {name} is not a valid {type.ToWord()}.");
                }
            }
        }

        return Tensor.CreateShared<byte>(type, new Shape(count), numbers);
    }

    private ReadOnlyMemory<byte> Cell(ReadOnlyMemory<byte> line, int column, int number, string name)
    {
        int seen = 0;
        while (true)
        {
            int length = line.Span.IndexOf(_delimiter);
            if (seen == column)
            {
                return length < 0 ? line : line[..length];
            }

            seen++;
            line = length >= 0 ? line[(length + 1)..]
                : throw OperationException.InvalidArgument($"Invalid number of columns in {name} line {number}: expected {Math.Max(_key, _value) + 1} got {seen}");
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> text, DataType type, Span<byte> number)
    {
        int used;
        switch (type)
        {
            case DataType.Int32 when Utf8Parser.TryParse(text, out int value, out used) && used == text.Length:
                MemoryMarshal.Write(number, value);
                return true;
            case DataType.Int64 when Utf8Parser.TryParse(text, out long value, out used) && used == text.Length:
                MemoryMarshal.Write(number, value);
                return true;
            case DataType.Float when Utf8Parser.TryParse(text, out float value, out used) && used == text.Length:
                MemoryMarshal.Write(number, value);
                return true;
            case DataType.Double when Utf8Parser.TryParse(text, out double value, out used) && used == text.Length:
                MemoryMarshal.Write(number, value);
                return true;
            default:
                return false;
        }
    }
}
