namespace TypedModels.Formats.Protobuf;

/// <summary>Reads repeated numbers, which may be written one by one or packed into one run of bytes, whatever the schema says.</summary>
internal static class Packed
{
    /// <summary>Adds the varints of the current field to <paramref name="values"/>.</summary>
    public static void ReadVarints(ref WireReader reader, List<long> values)
    {
        if (reader.Type == WireType.Varint)
        {
            values.Add(reader.Int64());
            return;
        }

        for (var run = reader.Message("packed numbers"); !run.IsAtEnd;)
        {
            values.Add(run.Int64());
        }
    }

    /// <summary>Adds the numbers of four bytes of the current field to <paramref name="values"/>.</summary>
    public static void ReadFixed32(ref WireReader reader, List<uint> values)
    {
        if (reader.Type == WireType.Fixed32)
        {
            values.Add(reader.Fixed32());
            return;
        }

        for (var run = reader.Message("packed numbers"); !run.IsAtEnd;)
        {
            values.Add(run.Fixed32());
        }
    }

    /// <summary>Adds the numbers of eight bytes of the current field to <paramref name="values"/>.</summary>
    public static void ReadFixed64(ref WireReader reader, List<ulong> values)
    {
        if (reader.Type == WireType.Fixed64)
        {
            values.Add(reader.Fixed64());
            return;
        }

        for (var run = reader.Message("packed numbers"); !run.IsAtEnd;)
        {
            values.Add(run.Fixed64());
        }
    }
}
