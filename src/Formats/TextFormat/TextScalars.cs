using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.TextFormat;

/// <summary>Reads values that are no messages.</summary>
internal static class TextScalars
{
    /// <summary>Reads the value of a field, and writes it in binary form.</summary>
    public static void Read(ref TextTokenizer tokens, TextField field, WireWriter writer)
    {
        switch (field.Kind)
        {
            case TextKind.Text:
                writer.Text(field.Number, tokens.TakeText());
                break;
            case TextKind.Bytes:
                writer.Bytes(field.Number, tokens.TakeQuoted());
                break;
            case TextKind.Bool:
                writer.Bool(field.Number, ReadBool(ref tokens));
                break;
            case TextKind.Float:
                writer.Float(field.Number, ReadNumber(ref tokens, TextNumbers.ParseFloat, value => -value));
                break;
            case TextKind.Double:
                writer.Double(field.Number, ReadNumber(ref tokens, TextNumbers.ParseDouble, value => -value));
                break;
            case TextKind.Enumeration when tokens.Kind == TextTokenKind.Identifier:
                writer.Varint(field.Number, ReadEnumeration(ref tokens, field.TypeName));
                break;
            default:
                writer.Varint(field.Number, ReadInteger(ref tokens, field.Kind));
                break;
        }
    }

    /// <summary>Passes over a value.</summary>
    public static void PassOver(ref TextTokenizer tokens)
    {
        bool isNegative = tokens.TryTake('-');
        if (tokens.Kind == TextTokenKind.Quoted && !isNegative)
        {
            tokens.TakeQuoted();
        }
        else if (tokens.Kind is TextTokenKind.Identifier or TextTokenKind.Number)
        {
            tokens.Next();
        }
        else
        {
            throw tokens.Fault($"a value is expected, and {tokens.Describe()} comes");
        }
    }

    private static bool ReadBool(ref TextTokenizer tokens)
    {
        bool value = tokens.Text switch
        {
            "true" or "True" or "t" or "1" => true,
            "false" or "False" or "f" or "0" => false,
            _ => throw tokens.Fault($"true or false is expected, and {tokens.Describe()} comes"),
        };
        tokens.Next();
        return value;
    }

    private static int ReadEnumeration(ref TextTokenizer tokens, string enumeration)
    {
        int value = TextEnumerations.Find(enumeration, tokens.Text) ?? throw tokens.Fault($"{enumeration} has no value '{tokens.Text}' that is known");
        tokens.Next();
        return value;
    }

    private static T ReadNumber<T>(ref TextTokenizer tokens, Func<string, T?> parse, Func<T, T> negate)
        where T : struct
    {
        bool isNegative = tokens.TryTake('-');
        var value = tokens.Kind is TextTokenKind.Number or TextTokenKind.Identifier ? parse(tokens.Text) : null;
        if (value is not { } number)
        {
            throw tokens.Fault($"a number is expected, and {tokens.Describe()} comes");
        }

        tokens.Next();
        return isNegative ? negate(number) : number;
    }

    private static long ReadInteger(ref TextTokenizer tokens, TextKind kind)
    {
        int position = tokens.Position;
        bool isNegative = tokens.TryTake('-');
        if (tokens.Kind != TextTokenKind.Number || TextNumbers.ParseInteger(tokens.Text) is not { } value)
        {
            throw tokens.Fault($"a whole number is expected, and {tokens.Describe()} comes");
        }

        ulong most = kind switch
        {
            TextKind.UInt64 => ulong.MaxValue,
            TextKind.UInt32 => uint.MaxValue,
            TextKind.Int64 or TextKind.SInt64 => long.MaxValue,
            _ => int.MaxValue,
        };
        bool isUnsigned = kind is TextKind.UInt32 or TextKind.UInt64;
        if (isNegative ? value > (isUnsigned ? 0 : most + 1) : value > most)
        {
            throw tokens.Fault($"the number {(isNegative ? "-" : "")}{value} does not fit its field", position);
        }

        tokens.Next();
        long number = unchecked((long)(isNegative ? 0 - value : value));
        return kind == TextKind.SInt64 ? (number << 1) ^ (number >> 63) : number;
    }
}
