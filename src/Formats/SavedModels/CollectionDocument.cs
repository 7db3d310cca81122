using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>A <c>CollectionDef</c>: a list under a name that TensorFlow 1 kept beside the graph. Read when a list is asked for.</summary>
/// <param name="bytes">The message.</param>
internal sealed class CollectionDocument(ReadOnlyMemory<byte> bytes)
{
    /// <summary>The names of nodes, when it is a <c>NodeList</c>; else empty.</summary>
    public IReadOnlyList<string> Nodes => Read(1, static (ref WireReader list) => list.Text());

    /// <summary>Serialized messages, when it is a <c>BytesList</c>, or the messages inside an <c>AnyList</c>; else empty.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Messages
    {
        get
        {
            var plain = Read(2, static (ref WireReader list) => list.Bytes());
            return plain.Count > 0 ? plain : Read(5, static (ref WireReader list) => ReadAny(list.Message("Any")));
        }
    }

    private delegate T ReadValue<T>(ref WireReader list);

    // The alternatives are fields of CollectionDef; in each list, field 1 holds the values. The last alternative that occurs counts.
    private List<T> Read<T>(int alternative, ReadValue<T> read)
    {
        var values = new List<T>();
        var reader = new WireReader(bytes, "CollectionDef", depth: 1);
        while (reader.Next())
        {
            if (reader is not { Field: >= 1 and <= 5, Type: WireType.Bytes })
            {
                reader.Skip();
            }
            else if (reader.Field != alternative)
            {
                values.Clear();
                reader.Skip();
            }
            else
            {
                AddValues(reader.Message("CollectionDef list"), values, read);
            }
        }

        return values;
    }

    private static void AddValues<T>(WireReader list, List<T> values, ReadValue<T> read)
    {
        while (list.Next())
        {
            if (list is { Field: 1, Type: WireType.Bytes })
            {
                values.Add(read(ref list));
            }
            else
            {
                list.Skip();
            }
        }
    }

    private static ReadOnlyMemory<byte> ReadAny(WireReader any)
    {
        ReadOnlyMemory<byte> value = default;
        while (any.Next())
        {
            if (any is { Field: 2, Type: WireType.Bytes })
            {
                value = any.Bytes();
            }
            else
            {
                any.Skip();
            }
        }

        return value;
    }
}
