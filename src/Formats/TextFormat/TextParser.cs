using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.TextFormat;

/// <summary>
/// Turns a message in protobuf's text form into its binary form, so that everything behind sees one form. A field that the schema does not know is an error: a graph
/// without it might be another one.
/// </summary>
internal ref struct TextParser
{
    private const string AnyPrefix = "tensorflow.";

    private TextTokenizer _tokens;

    private TextParser(ReadOnlySpan<byte> text) => _tokens = new TextTokenizer(text);

    /// <summary>The binary form of a message.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="message">The message's name in <see cref="TextSchema"/>.</param>
    /// <exception cref="ModelFormatException">The text is not such a message; the error says line and column.</exception>
    public static byte[] ToBinary(ReadOnlySpan<byte> text, string message)
    {
        var parser = new TextParser(text);
        var writer = new WireWriter(Math.Max(64, text.Length / 4));
        parser.ReadFields(TextSchema.Message(message), writer, end: null, depth: 0);
        return writer.ToArray();
    }

    private void ReadFields(TextMessage message, WireWriter writer, char? end, int depth)
    {
        if (depth > WireReader.MostNesting)
        {
            throw _tokens.Fault($"messages are nested more than {WireReader.MostNesting} deep");
        }

        var seen = new HashSet<int>();
        while (!IsEnd(end))
        {
            int position = _tokens.Position;
            if (_tokens.Is('['))
            {
                ReadAny(message, writer, depth);
            }
            else
            {
                string name = _tokens.Take(TextTokenKind.Identifier, $"a field of {message.Name}");
                var field = message.Find(name) ?? throw _tokens.Fault($"{message.Name} has no field '{name}' that is known", position);
                if (!field.IsRepeated && !seen.Add(field.Number))
                {
                    throw _tokens.Fault($"the field '{name}' of {message.Name} is given twice", position);
                }

                ReadField(field, writer, depth);
            }

            _ = _tokens.TryTake(';') || _tokens.TryTake(',');
        }
    }

    private bool IsEnd(char? end)
    {
        if (_tokens.Kind == TextTokenKind.End)
        {
            return end is null ? true : throw _tokens.Fault($"the file ends before '{end}'");
        }

        return end is { } symbol && _tokens.TryTake(symbol);
    }

    private void ReadField(TextField field, WireWriter writer, int depth)
    {
        bool hasColon = _tokens.TryTake(':');
        if (field.Kind == TextKind.PassedOver)
        {
            PassOver(hasColon, depth + 1);
            return;
        }

        if (!hasColon && field.Kind != TextKind.Message)
        {
            throw _tokens.Fault($"':' is expected after '{field.Name}', and {_tokens.Describe()} comes");
        }

        if (!field.IsRepeated || !_tokens.TryTake('['))
        {
            ReadValue(field, writer, depth);
            return;
        }

        if (_tokens.TryTake(']'))
        {
            return;
        }

        do
        {
            ReadValue(field, writer, depth);
        }
        while (_tokens.TryTake(','));
        _tokens.Take(']');
    }

    private void ReadValue(TextField field, WireWriter writer, int depth)
    {
        if (field.Kind == TextKind.Message)
        {
            var inner = new WireWriter();
            char end = TakeBlock();
            ReadFields(TextSchema.Message(field.TypeName), inner, end, depth + 1);
            writer.Message(field.Number, inner);
        }
        else
        {
            TextScalars.Read(ref _tokens, field, writer);
        }
    }

    private char TakeBlock()
    {
        if (_tokens.TryTake('<'))
        {
            return '>';
        }

        _tokens.Take('{');
        return '}';
    }

    // [type.googleapis.com/tensorflow.AssetFileDef] { … }: the message that an Any holds, in place of its bytes.
    private void ReadAny(TextMessage message, WireWriter writer, int depth)
    {
        if (message.Name != "Any")
        {
            throw _tokens.Fault($"{message.Name} is extended, which TypedModels does not read");
        }

        int position = _tokens.Position;
        string url = "";
        for (_tokens.Take('['); !_tokens.TryTake(']'); _tokens.Next())
        {
            url += _tokens.Kind != TextTokenKind.End && url.Length < 200 ? _tokens.Text : throw _tokens.Fault("the name of a message does not end", position);
        }

        string name = url.Substring(url.LastIndexOf('/') + 1);
        if (name != AnyPrefix + "AssetFileDef")
        {
            throw _tokens.Fault($"the message '{name}' is not known", position);
        }

        _tokens.TryTake(':');
        var inner = new WireWriter();
        char end = TakeBlock();
        ReadFields(TextSchema.Message("AssetFileDef"), inner, end, depth + 1);
        writer.Text(1, url).Message(2, inner);
    }

    private void PassOver(bool hasColon, int depth)
    {
        if (depth > WireReader.MostNesting)
        {
            throw _tokens.Fault($"messages are nested more than {WireReader.MostNesting} deep");
        }

        if (_tokens.TryTake('['))
        {
            while (!_tokens.TryTake(']'))
            {
                PassOver(hasColon, depth + 1);
                _tokens.TryTake(',');
            }
        }
        else if (_tokens.Is('{') || _tokens.Is('<'))
        {
            PassOverFields(TakeBlock(), depth);
        }
        else if (hasColon)
        {
            TextScalars.PassOver(ref _tokens);
        }
        else
        {
            throw _tokens.Fault($"a value is expected, and {_tokens.Describe()} comes");
        }
    }

    private void PassOverFields(char end, int depth)
    {
        while (!IsEnd(end))
        {
            if (_tokens.TryTake('['))
            {
                while (!_tokens.TryTake(']'))
                {
                    _ = _tokens.Kind != TextTokenKind.End ? true : throw _tokens.Fault("the file ends before ']'");
                    _tokens.Next();
                }
            }
            else
            {
                _tokens.Take(TextTokenKind.Identifier, "a field");
            }

            PassOver(_tokens.TryTake(':'), depth + 1);
            _ = _tokens.TryTake(';') || _tokens.TryTake(',');
        }
    }
}
