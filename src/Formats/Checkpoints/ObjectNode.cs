using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Checkpoints;

/// <summary>An object of a checkpoint of TensorFlow 2 (<c>TrackableObject</c>).</summary>
/// <param name="Children">The objects that it holds.</param>
/// <param name="Attributes">What was saved of it.</param>
/// <param name="SlotVariables">What an optimizer keeps for the variables of others.</param>
internal sealed record ObjectNode(IReadOnlyList<ObjectChild> Children, IReadOnlyList<ObjectAttribute> Attributes, IReadOnlyList<SlotVariable> SlotVariables)
{
    /// <summary>Whether the node or one below it has values in the checkpoint; null when the writer does not say.</summary>
    public bool? HasCheckpointValues { get; private init; }

    /// <summary>Reads a node: children = 1, attributes = 2, slot_variables = 3, has_checkpoint_values = 5 (<c>BoolValue</c>).</summary>
    public static ObjectNode Read(WireReader reader)
    {
        var children = new List<ObjectChild>();
        var attributes = new List<ObjectAttribute>();
        var slots = new List<SlotVariable>();
        bool? hasValues = null;
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    var (child, childTexts) = Fields(reader.Message("ObjectReference"));
                    children.Add(new ObjectChild(child[1], childTexts[2]));
                    break;
                case (2, WireType.Bytes):
                    var (_, texts) = Fields(reader.Message("SerializedTensor"));
                    attributes.Add(new ObjectAttribute(texts[1], texts[2], texts[3]));
                    break;
                case (3, WireType.Bytes):
                    var (slot, slotTexts) = Fields(reader.Message("SlotVariableReference"));
                    slots.Add(new SlotVariable(slot[1], slotTexts[2], slot[3]));
                    break;
                case (5, WireType.Bytes):
                    hasValues = Fields(reader.Message("BoolValue")).Numbers[1] != 0;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new ObjectNode(children, attributes, slots) { HasCheckpointValues = hasValues };
    }

    // The three messages inside consist of numbers and texts in the fields 1 to 3, by which they are found here.
    private static (int[] Numbers, string[] Texts) Fields(WireReader reader)
    {
        var numbers = new int[4];
        string[] texts = ["", "", "", ""];
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case ( < 4, WireType.Varint):
                    numbers[reader.Field] = reader.Int32();
                    break;
                case ( < 4, WireType.Bytes):
                    texts[reader.Field] = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (numbers, texts);
    }
}
