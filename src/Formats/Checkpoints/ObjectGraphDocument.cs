using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// The objects that a checkpoint of TensorFlow 2 was saved from, and which of its tensors belongs to which (<c>TrackableObjectGraph</c>, <c>tensorflow/core/protobuf/trackable_object_graph.proto</c>).
/// </summary>
internal sealed class ObjectGraphDocument
{
    /// <summary>The name of the tensor that holds the graph.</summary>
    public const string Key = "_CHECKPOINTABLE_OBJECT_GRAPH";

    // By full name; null where several variables have it.
    private readonly Dictionary<string, string?> _keys = new(StringComparer.Ordinal);

    /// <summary>Reads the graph: nodes = 1.</summary>
    /// <exception cref="ModelFormatException">The bytes are not such a graph, or name a node that there is not.</exception>
    public ObjectGraphDocument(ReadOnlyMemory<byte> bytes)
    {
        var nodes = new List<ObjectNode>();
        var reader = new WireReader(bytes, "TrackableObjectGraph");
        while (reader.Next())
        {
            if (reader is { Field: 1, Type: WireType.Bytes })
            {
                nodes.Add(ObjectNode.Read(reader.Message("TrackableObject")));
            }
            else
            {
                reader.Skip();
            }
        }

        Nodes = nodes;
        var named = nodes.SelectMany(node => node.Children.Select(child => child.Node).Concat(node.SlotVariables.SelectMany(slot => new[] { slot.OriginalVariable, slot.Variable })));
        foreach (int number in named.Where(number => number < 0 || number >= nodes.Count))
        {
            throw reader.Fault($"object {number} is named, and there are {nodes.Count}");
        }

        foreach (var attribute in nodes.SelectMany(node => node.Attributes).Where(attribute => attribute.FullName.Length > 0))
        {
            bool isKnown = _keys.TryGetValue(attribute.FullName, out string? key);
            _keys[attribute.FullName] = isKnown && key != attribute.CheckpointKey ? null : attribute.CheckpointKey;
        }
    }

    /// <summary>The objects; the first is the one that was saved, and others are named by their position.</summary>
    public IReadOnlyList<ObjectNode> Nodes { get; }

    /// <summary>The name in the checkpoint of what a variable is called in its program.</summary>
    /// <returns>The name; null when nothing is called so, or several things are.</returns>
    public string? FindCheckpointKey(string fullName) => _keys.TryGetValue(fullName, out string? key) ? key : null;
}
