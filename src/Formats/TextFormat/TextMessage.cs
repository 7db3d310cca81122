namespace TypedModels.Formats.TextFormat;

/// <summary>A message's fields by name.</summary>
internal sealed class TextMessage
{
    private readonly Dictionary<string, TextField> _fields;

    /// <summary>A message of the given fields.</summary>
    public TextMessage(string name, IEnumerable<TextField> fields)
    {
        Name = name;
        _fields = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>The message's name.</summary>
    public string Name { get; }

    /// <summary>The field called <paramref name="name"/>, or null.</summary>
    public TextField? Find(string name) => _fields.TryGetValue(name, out var field) ? field : null;
}
