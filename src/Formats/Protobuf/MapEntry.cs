namespace TypedModels.Formats.Protobuf;

/// <summary>Reads an entry of a map from text to messages: a message whose field 1 is the key and whose field 2 is the value, either of which may be left out.</summary>
internal static class MapEntry
{
    /// <summary>The key, a word that is in many maps, and the bytes of the value.</summary>
    public static (string Key, ReadOnlyMemory<byte> Value) Read(WireReader entry)
    {
        string key = "";
        var value = new MergedMessage();
        while (entry.Next())
        {
            switch (entry.Field, entry.Type)
            {
                case (1, WireType.Bytes):
                    key = entry.Word();
                    break;
                case (2, WireType.Bytes):
                    value.Add(entry.Bytes());
                    break;
                default:
                    entry.Skip();
                    break;
            }
        }

        return (key, value.ToMemory());
    }

    /// <summary>The key and the value of an entry of a map from text to text.</summary>
    public static (string Key, string Value) ReadText(WireReader entry)
    {
        string key = "", value = "";
        while (entry.Next())
        {
            switch (entry.Field, entry.Type)
            {
                case (1, WireType.Bytes):
                    key = entry.Text();
                    break;
                case (2, WireType.Bytes):
                    value = entry.Text();
                    break;
                default:
                    entry.Skip();
                    break;
            }
        }

        return (key, value);
    }
}
