using System.Text.Json;

namespace TypedModels.Tool.Check.Answers;

/// <summary>A value in a file of recorded answers, which knows where it stands: errors name the place.</summary>
/// <param name="element">The value.</param>
/// <param name="place">Its path in the file, such as <c>cases[3].inputs.x</c>; empty for the whole.</param>
internal readonly struct AnswersElement(JsonElement element, string place)
{
    /// <summary>An error at this place.</summary>
    public AnswersException Fault(string fault) => new(place.Length == 0 ? fault + "." : $"{place}: {fault}.");

    /// <summary>The member called <paramref name="name"/>, which has to be there.</summary>
    public AnswersElement Required(string name) => Optional(name) ?? throw Fault($"the member '{name}' is missing");

    /// <summary>The member called <paramref name="name"/>, or null when it is missing or null.</summary>
    public AnswersElement? Optional(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? new AnswersElement(member, Join(name)) : null;
    }

    /// <summary>All members.</summary>
    public List<(string Name, AnswersElement Value)> Members()
    {
        Expect(JsonValueKind.Object, "an object");
        var members = new List<(string, AnswersElement)>();
        foreach (var member in element.EnumerateObject())
        {
            members.Add((member.Name, new AnswersElement(member.Value, Join(member.Name))));
        }

        return members;
    }

    /// <summary>The items of a list.</summary>
    public List<AnswersElement> Items()
    {
        Expect(JsonValueKind.Array, "a list");
        var items = new List<AnswersElement>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            items.Add(new AnswersElement(item, $"{place}[{items.Count}]"));
        }

        return items;
    }

    /// <summary>Text.</summary>
    public string Text()
    {
        Expect(JsonValueKind.String, "text");
        return element.GetString()!;
    }

    /// <summary>A length of at least 0.</summary>
    public long Length() => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long length) && length >= 0
        ? length
        : throw Fault($"is {element.GetRawText()}, expected a length of 0 or more");

    /// <summary>Bytes in base64.</summary>
    public byte[] Bytes()
    {
        Expect(JsonValueKind.String, "base64 text");
        return element.TryGetBytesFromBase64(out byte[]? bytes) ? bytes : throw Fault("is not base64");
    }

    private void Expect(JsonValueKind kind, string expected)
    {
        if (element.ValueKind != kind)
        {
            string came = element.ValueKind switch
            {
                JsonValueKind.Object => "an object",
                JsonValueKind.Array => "a list",
                JsonValueKind.String => "text",
                JsonValueKind.Number => "a number",
                _ => element.GetRawText(),
            };
            throw place.Length == 0 ? Fault($"the file holds {came}, expected {expected}") : Fault($"is {came}, expected {expected}");
        }
    }

    private string Join(string name) => place.Length == 0 ? name : $"{place}.{name}";
}
