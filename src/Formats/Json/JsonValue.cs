using System.Globalization;
using System.Text;

namespace TypedModels.Formats.Json;

/// <summary>A value of JSON. Never changes.</summary>
internal sealed class JsonValue
{
    private static readonly IReadOnlyDictionary<string, JsonValue> s_noMembers = new Dictionary<string, JsonValue>(StringComparer.Ordinal);

    private readonly double _number;

    private JsonValue(JsonKind kind, double number = 0, string text = "", IReadOnlyList<JsonValue>? items = null, IReadOnlyDictionary<string, JsonValue>? members = null, IReadOnlyList<string>? names = null)
    {
        Kind = kind;
        _number = number;
        Text = text;
        Items = items ?? [];
        Members = members ?? s_noMembers;
        Names = names ?? [];
    }

    /// <summary>The value <c>null</c>.</summary>
    public static JsonValue Null { get; } = new(JsonKind.Null);

    /// <summary>An object without members.</summary>
    public static JsonValue Empty { get; } = new(JsonKind.Object);

    /// <summary>What it is.</summary>
    public JsonKind Kind { get; }

    /// <summary>The text; of a number as it is written. Empty for all others.</summary>
    public string Text { get; }

    /// <summary>The items of a list; none for all others.</summary>
    public IReadOnlyList<JsonValue> Items { get; }

    /// <summary>The members of an object; none for all others. Of members of one name the last counts.</summary>
    public IReadOnlyDictionary<string, JsonValue> Members { get; }

    /// <summary>The names of an object's members, in the file's order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether it is <c>null</c>.</summary>
    public bool IsNull => Kind == JsonKind.Null;

    /// <summary>The number, or null when it is none.</summary>
    public double? Number => Kind == JsonKind.Number ? _number : null;

    /// <summary>The number, or null when it is none or not a whole one.</summary>
    public long? Integer => Kind != JsonKind.Number ? null
        : long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole
        : Math.Floor(_number) == _number && Math.Abs(_number) < 1L << 53 ? (long)_number : null;

    /// <summary>The truth value, or null when it is none.</summary>
    public bool? Bool => Kind == JsonKind.Bool ? _number != 0 : null;

    /// <summary>A member that is there and not <c>null</c>; else null.</summary>
    public JsonValue? this[string name] => Members.TryGetValue(name, out var value) && !value.IsNull ? value : null;

    /// <summary>A truth value.</summary>
    public static JsonValue Of(bool value) => new(JsonKind.Bool, value ? 1 : 0);

    /// <summary>A whole number.</summary>
    public static JsonValue Of(long value) => new(JsonKind.Number, value, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="written">How it is written.</param>
    public static JsonValue Of(double value, string written) => new(JsonKind.Number, value, written);

    /// <summary>A text.</summary>
    public static JsonValue Of(string value) => new(JsonKind.Text, text: value);

    /// <summary>A list.</summary>
    public static JsonValue Of(IReadOnlyList<JsonValue> items) => new(JsonKind.List, items: items);

    /// <summary>An object.</summary>
    public static JsonValue Of(IEnumerable<KeyValuePair<string, JsonValue>> members)
    {
        var map = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var member in members)
        {
            if (!map.ContainsKey(member.Key))
            {
                names.Add(member.Key);
            }

            map[member.Key] = member.Value;
        }

        return new JsonValue(JsonKind.Object, members: map, names: names);
    }

    /// <summary>This object with a member more, or another value of it.</summary>
    public JsonValue With(string name, JsonValue value) => Of(Names.Select(member => new KeyValuePair<string, JsonValue>(member, Members[member])).Concat([new(name, value)]));

    /// <summary>The value as text of JSON; numbers that JSON has no words for are written as Python writes them.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        switch (Kind)
        {
            case JsonKind.Null:
                text.Append("null");
                break;
            case JsonKind.Bool:
                text.Append(_number != 0 ? "true" : "false");
                break;
            case JsonKind.Number:
                text.Append(Text);
                break;
            case JsonKind.Text:
                WriteText(text, Text);
                break;
            case JsonKind.List:
                text.Append('[');
                for (int i = 0; i < Items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    Items[i].Write(text);
                }

                text.Append(']');
                break;
            default:
                text.Append('{');
                for (int i = 0; i < Names.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    WriteText(text, Names[i]);
                    text.Append(": ");
                    Members[Names[i]].Write(text);
                }

                text.Append('}');
                break;
        }
    }

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char letter in value)
        {
            if (letter is '"' or '\\')
            {
                text.Append('\\').Append(letter);
            }
            else if (letter < ' ')
            {
                text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(letter);
            }
        }

        text.Append('"');
    }
}
