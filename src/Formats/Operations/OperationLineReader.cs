using System.Globalization;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Operations;

/// <summary>
/// Reads a line of the operation table:
/// <code>
/// Name(input: T, inputs: N*T) -> (output: Ref(float)) {T: type in [half, float]; N: int >= 1; padding: string in ["SAME", "VALID"] = "SAME"} stateful deprecated 9
/// </code>
/// What stands after an argument's colon is an element type, or the attribute that gives it; an attribute of kind <c>list(type)</c> makes the argument as many tensors as it lists.
/// Texts are percent-escaped, a tensor is the bytes of its <c>TensorProto</c> in hexadecimal digits.
/// </summary>
internal sealed class OperationLineReader
{
    private readonly string _line;
    private int _position;

    private OperationLineReader(string line) => _line = line;

    /// <summary>The definition in <paramref name="line"/>.</summary>
    /// <exception cref="FormatException">The line is not of that form.</exception>
    public static OperationDefinition Read(string line) => new OperationLineReader(line).ReadOperation();

    private OperationDefinition ReadOperation()
    {
        string name = Word();
        var inputs = Arguments();
        Expect("->");
        var outputs = Arguments();
        var attributes = new List<OperationAttribute>();
        if (Take("{"))
        {
            do
            {
                attributes.Add(Attribute());
            }
            while (Take(";"));
            Expect("}");
        }

        bool isStateful = Take("stateful");
        int? deprecated = Take("deprecated") ? (int)Integer() : null;
        return _position == _line.Length
            ? new OperationDefinition(name, [.. inputs.Select(Resolve)], [.. outputs.Select(Resolve)], [.. attributes], isStateful, deprecated)
            : throw Fault("the end");

        OperationArgument Resolve(ArgumentText argument) => argument.Resolve(attributes);
    }

    private List<ArgumentText> Arguments()
    {
        var arguments = new List<ArgumentText>();
        Expect("(");
        while (!Take(")"))
        {
            string name = Word();
            Expect(":");
            bool isReference = Take("Ref(");
            string number = "", type = Word();
            if (Take("*"))
            {
                (number, type) = (type, Word());
            }

            if (isReference)
            {
                Expect(")");
            }

            arguments.Add(new ArgumentText(name, number, type, isReference));
            Take(",");
        }

        return arguments;
    }

    private OperationAttribute Attribute()
    {
        string name = Word();
        Expect(":");
        string type = Word();
        if (Take("("))
        {
            type = $"{type}({Word()})";
            Expect(")");
        }

        long? minimum = Take(">=") ? Integer() : null;
        var allowed = Take("in") ? List(Peek(1) == '"' ? "string" : "type") : null;
        var value = Take("=") ? Default(type) : null;
        return new OperationAttribute { Name = name, Type = type, Minimum = minimum, Allowed = allowed, Default = value };
    }

    private AttributeDocument Default(string type)
    {
        if (type.StartsWith("list(", StringComparison.Ordinal))
        {
            return List(type.Substring(5, type.Length - 6));
        }

        var value = new WireWriter();
        Value(value, type);
        return new AttributeDocument(value.ToArray(), 0);
    }

    private AttributeDocument List(string type)
    {
        var list = new WireWriter();
        Expect("[");
        while (!Take("]"))
        {
            Value(list, type);
            Take(",");
        }

        return new AttributeDocument(new WireWriter().Message((int)AttributeKind.List, list).ToArray(), 0);
    }

    // The alternatives of AttrValue and the lists of AttrValue.ListValue have the same field numbers.
    private void Value(WireWriter writer, string type) => _ = type switch
    {
        "int" => writer.Varint((int)AttributeKind.Integer, Integer()),
        "float" => writer.Float((int)AttributeKind.Float, float.Parse(Word(), CultureInfo.InvariantCulture)),
        "bool" => writer.Bool((int)AttributeKind.Bool, bool.Parse(Word())),
        "type" => writer.Varint((int)AttributeKind.Type, (int)Type()),
        "string" => writer.Bytes((int)AttributeKind.Bytes, Text()),
        "shape" => writer.Message((int)AttributeKind.Shape, Shape()),
        "tensor" => writer.Bytes((int)AttributeKind.Tensor, Hexadecimal()),
        _ => throw Fault("an attribute type that can have a default"),
    };

    private WireWriter Shape()
    {
        var shape = new WireWriter();
        Expect("[");
        while (!Take("]"))
        {
            if (Take("..."))
            {
                shape.Bool(3, true);
            }
            else
            {
                shape.Message(2, new WireWriter().Varint(1, Take("?") ? TensorShape.UnknownDimension : Integer()));
            }

            Take(",");
        }

        return shape;
    }

    private byte[] Text()
    {
        Expect("\"");
        int end = _line.IndexOf('"', _position);
        if (end < 0)
        {
            throw Fault("a closing quotation mark");
        }

        string escaped = _line.Substring(_position, end - _position);
        _position = end;
        Expect("\"");
        return System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(escaped));
    }

    private byte[] Hexadecimal()
    {
        string digits = Word();
        byte[] bytes = new byte[digits.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = Convert.ToByte(digits.Substring(2 * i, 2), 16);
        }

        return bytes;
    }

    private DataType Type() => DataTypes.TryParse(Word(), out var type) ? type : throw Fault("an element type");

    private long Integer() => long.Parse(Word(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private string Word()
    {
        int start = _position;
        while (char.IsLetterOrDigit(Peek()) || Peek() is '_' or '>' or '.' or '-' or '+')
        {
            _position++;
        }

        string word = _line.Substring(start, _position - start);
        SkipSpaces();
        return word.Length > 0 ? word : throw Fault("a word");
    }

    private char Peek(int ahead = 0) => _position + ahead < _line.Length ? _line[_position + ahead] : '\0';

    private bool Take(string token)
    {
        if (string.CompareOrdinal(_line, _position, token, 0, token.Length) != 0)
        {
            return false;
        }

        _position += token.Length;
        if (token != "\"")
        {
            SkipSpaces();
        }

        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw Fault($"'{token}'");
        }
    }

    private void SkipSpaces()
    {
        while (Peek() == ' ')
        {
            _position++;
        }
    }

    private FormatException Fault(string expected) => new($"The operation table has, at column {_position + 1}, not {expected}: {_line}");

    private readonly record struct ArgumentText(string Name, string Number, string Type, bool IsReference)
    {
        public OperationArgument Resolve(List<OperationAttribute> attributes)
        {
            string type = Type;
            var attribute = attributes.Find(candidate => candidate.Name == type);
            return new OperationArgument
            {
                Name = Name,
                NumberAttribute = Number,
                IsReference = IsReference,
                TypeAttribute = attribute is { Type: "type" } ? type : "",
                TypeListAttribute = attribute is { Type: "list(type)" } ? type : "",
                Type = attribute is not null ? DataType.Invalid : DataTypes.TryParse(type, out var known) ? known : throw new FormatException($"The operation table names the unknown element type '{type}'."),
            };
        }
    }
}
