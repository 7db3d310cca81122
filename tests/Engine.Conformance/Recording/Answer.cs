using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Recording;

/// <summary>What an engine did with a case.</summary>
internal sealed record Answer
{
    /// <summary>How it went.</summary>
    public required AnswerKind Kind { get; init; }

    /// <summary>The values, run by run, when it answered.</summary>
    public IReadOnlyList<IReadOnlyList<Value>> Runs { get; init; } = [];

    /// <summary>The kind of error when it refused.</summary>
    public ModelErrorCode Code { get; init; }

    /// <summary>What it said when it refused, or why there is no answer.</summary>
    public string Message { get; init; } = "";

    public static Answer Read(BinaryReader reader)
    {
        var kind = (AnswerKind)reader.ReadByte();
        if (kind != AnswerKind.Values)
        {
            return new Answer { Kind = kind, Code = (ModelErrorCode)reader.ReadByte(), Message = reader.ReadString() };
        }

        var runs = new IReadOnlyList<Value>[reader.Read7BitEncodedInt()];
        for (int run = 0; run < runs.Length; run++)
        {
            var values = new Value[reader.Read7BitEncodedInt()];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = ValueFile.Read(reader);
            }

            runs[run] = values;
        }

        return new Answer { Kind = kind, Runs = runs };
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)Kind);
        if (Kind != AnswerKind.Values)
        {
            writer.Write((byte)Code);
            writer.Write(Message);
            return;
        }

        writer.Write7BitEncodedInt(Runs.Count);
        foreach (var values in Runs)
        {
            writer.Write7BitEncodedInt(values.Count);
            foreach (var value in values)
            {
                ValueFile.Write(writer, value);
            }
        }
    }
}
