namespace TypedModels.Formats.Hdf5;

/// <summary>The attributes of an object: in its header, or, when they are many or long, in a heap of their own.</summary>
internal sealed class Hdf5Attributes
{
    private readonly Lazy<Dictionary<string, Hdf5Attribute>> _attributes;

    /// <summary>The attributes of the object with a header; they are read when one is asked for.</summary>
    internal Hdf5Attributes(Hdf5Bytes bytes, ObjectHeader header) =>
        _attributes = new(() => Read(bytes, header), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The names, in the order of their characters.</summary>
    /// <exception cref="ModelFormatException">The attributes are damaged.</exception>
    public IReadOnlyList<string> Names => [.. _attributes.Value.Keys.OrderBy(name => name, StringComparer.Ordinal)];

    /// <summary>The attribute of a name, or null.</summary>
    /// <exception cref="ModelFormatException">The attributes are damaged.</exception>
    public Hdf5Attribute? Find(string name) => _attributes.Value.TryGetValue(name, out var attribute) ? attribute : null;

    /// <summary>The text of an attribute that is a single one; null when there is no such attribute, or it has no element.</summary>
    /// <exception cref="ModelFormatException">The attribute is no text, is several, or is damaged.</exception>
    public string? Text(string name)
    {
        if (Find(name) is not { ElementCount: > 0 } attribute)
        {
            return null;
        }

        return attribute.ElementCount == 1 ? attribute.Texts()[0] : throw attribute.Refuse($"{attribute.ElementCount} texts are stored, and one is expected");
    }

    /// <summary>The texts of an attribute; null when there is no such attribute.</summary>
    /// <exception cref="ModelFormatException">The attribute is no text, or is damaged.</exception>
    public IReadOnlyList<string>? Texts(string name) => Find(name)?.Texts();

    private static Dictionary<string, Hdf5Attribute> Read(Hdf5Bytes bytes, ObjectHeader header)
    {
        var attributes = new Dictionary<string, Hdf5Attribute>(StringComparer.Ordinal);
        foreach (var message in header.Messages)
        {
            if (message.Type == MessageType.Attribute)
            {
                Add(bytes, attributes, Hdf5Attribute.Read(bytes, header.Fields(message, "attribute message")));
            }
        }

        if (header.Find(MessageType.AttributeInfo) is { } info)
        {
            foreach (var attribute in DenseAttributes.Read(bytes, header.Fields(info, "attribute info message")))
            {
                Add(bytes, attributes, attribute);
            }
        }

        return attributes;
    }

    private static void Add(Hdf5Bytes bytes, Dictionary<string, Hdf5Attribute> attributes, Hdf5Attribute attribute)
    {
        if (attributes.ContainsKey(attribute.Name))
        {
            throw bytes.Damaged($"There are two attributes '{attribute.Name}'");
        }

        attributes.Add(attribute.Name, attribute);
    }
}
