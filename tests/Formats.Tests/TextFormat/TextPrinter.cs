using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace TypedModels.Tests.TextFormat;

/// <summary>Prints messages in protobuf's text form, which protobuf's C# library does not; in the style of TensorFlow's own files or closely packed.</summary>
internal sealed class TextPrinter(bool isPacked)
{
    private readonly StringBuilder _text = new();

    public static string Print(IMessage message, bool isPacked = false)
    {
        var printer = new TextPrinter(isPacked);
        printer.Fields(message);
        return printer._text.ToString();
    }

    private void Fields(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            object value = field.Accessor.GetValue(message);
            if (field.IsMap)
            {
                foreach (System.Collections.DictionaryEntry entry in (System.Collections.IDictionary)value)
                {
                    Open(field.Name);
                    Value(field.MessageType.FindFieldByNumber(1), entry.Key);
                    Value(field.MessageType.FindFieldByNumber(2), entry.Value!);
                    Close();
                }
            }
            else if (field.IsRepeated)
            {
                Repeated(field, (System.Collections.IList)value);
            }
            else if (field.HasPresence ? field.Accessor.HasValue(message) : !IsDefault(value))
            {
                Value(field, value);
            }
        }
    }

    private void Repeated(FieldDescriptor field, System.Collections.IList values)
    {
        if (isPacked && field.FieldType is not (FieldType.Message or FieldType.String or FieldType.Bytes) && values.Count > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{field.Name}:[{string.Join(", ", values.Cast<object>().Select(value => Scalar(field, value)))}];");
            return;
        }

        foreach (object value in values)
        {
            Value(field, value);
        }
    }

    private void Value(FieldDescriptor field, object value)
    {
        if (field.FieldType == FieldType.Message)
        {
            Open(field.Name);
            Fields((IMessage)value);
            Close();
        }
        else
        {
            _text.Append(CultureInfo.InvariantCulture, $"{field.Name}: {Scalar(field, value)}{(isPacked ? " , " : "\n")}");
        }
    }

    private void Open(string name) => _text.Append(name).Append(isPacked ? ":<" : " {\n  # a comment, with \"quotes\" and {\n");

    private void Close() => _text.Append(isPacked ? ">" : "}\n");

    private static bool IsDefault(object value) => value switch
    {
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        bool truth => !truth,
        Enum number => Convert.ToInt32(number, CultureInfo.InvariantCulture) == 0,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture) == 0,
    };

    private string Scalar(FieldDescriptor field, object value) => value switch
    {
        string text => Quote(Encoding.UTF8.GetBytes(text)),
        ByteString bytes => Quote(bytes.ToByteArray()),
        bool truth => truth ? "true" : "false",
        float number => Number(number, number.ToString("G9", CultureInfo.InvariantCulture)),
        double number => Number(number, number.ToString("G17", CultureInfo.InvariantCulture)),
        Enum number when field.EnumType.FindValueByNumber(Convert.ToInt32(number, CultureInfo.InvariantCulture)) is { } known => known.Name,
        Enum number => Convert.ToInt32(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Number(double value, string text) => double.IsNaN(value) ? "nan" : double.IsInfinity(value) ? value > 0 ? "inf" : "-inf" : text;

    private string Quote(byte[] bytes)
    {
        var text = new StringBuilder(isPacked ? "'" : "\"");
        for (int i = 0; i < bytes.Length; i++)
        {
            byte value = bytes[i];
            text.Append(value switch
            {
                (byte)'\n' => "\\n",
                (byte)'\\' => "\\\\",
                (byte)'"' => "\\\"",
                (byte)'\'' => "\\'",
                < 0x20 or >= 0x7f => "\\" + Convert.ToString(value, 8).PadLeft(3, '0'),
                _ => ((char)value).ToString(),
            });
            if (isPacked && i % 50 == 49)
            {
                text.Append("' '"); // texts side by side are one text
            }
        }

        return text.Append(isPacked ? '\'' : '"').ToString();
    }
}
