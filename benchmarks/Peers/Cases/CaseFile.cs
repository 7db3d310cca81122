namespace TypedModels.Benchmarks;

/// <summary>A case in a file, for the processes that measure it: they read nothing else, so that what they are timed for is the peer.</summary>
internal static class CaseFile
{
    /// <summary>Writes a case.</summary>
    public static void Write(string path, ModelCase model)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(model.Name);
        writer.Write(model.Batch);
        writer.Write(model.Side);
        writer.Write(model.SavedModel);
        writer.Write(model.OnnxModel);
        writer.Write(model.Contract);
        writer.Write(model.Inputs.Count);
        foreach (var input in model.Inputs)
        {
            writer.Write(input.Name);
            writer.Write(input.Tensor);
            writer.Write((int)input.DataType);
            writer.Write(input.Shape.Length);
            Array.ForEach(input.Shape, writer.Write);
            writer.Write(input.Elements.Length);
            writer.Write(input.Elements);
        }

        writer.Write(model.Outputs.Count);
        foreach (var output in model.Outputs)
        {
            writer.Write(output.Name);
            writer.Write(output.Tensor);
            writer.Write((int)output.DataType);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ModelCase Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        return new ModelCase
        {
            Name = reader.ReadString(),
            Batch = reader.ReadInt32(),
            Side = reader.ReadInt32(),
            SavedModel = reader.ReadString(),
            OnnxModel = reader.ReadString(),
            Contract = reader.ReadString(),
            Inputs = ReadList(reader, ReadInput),
            Outputs = ReadList(reader, ReadOutput),
        };
    }

    private static CaseInput ReadInput(BinaryReader reader) => new(
        reader.ReadString(),
        reader.ReadString(),
        (DataType)reader.ReadInt32(),
        ReadList(reader, length => length.ReadInt64()),
        reader.ReadBytes(reader.ReadInt32()));

    private static CaseOutput ReadOutput(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), (DataType)reader.ReadInt32());

    private static T[] ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new T[reader.ReadInt32()];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = read(reader);
        }

        return items;
    }
}
