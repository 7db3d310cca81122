using TypedModels.Engines;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Runtime.Variables;

/// <summary>
/// Writes the variables of a loaded model as a checkpoint. What its own checkpoint holds beside them (the object graph, which TensorFlow 2 restores by; an optimizer's variables) is copied from there.
/// </summary>
/// <param name="model">The model's short name.</param>
/// <param name="wrapper">The name that messages begin with: the wrapper's class.</param>
/// <param name="variables">Its variables.</param>
/// <param name="source">The checkpoint that it was loaded from, or null.</param>
internal sealed class ModelSave(string model, string wrapper, ModelVariables variables, string? source)
{
    /// <summary>Saves.</summary>
    /// <param name="prefix">The checkpoint to write: the path without <c>.index</c>; absolute.</param>
    /// <param name="engine">Where the values are.</param>
    /// <exception cref="ModelException">A value cannot be read, or a file not written; what was there before is whole.</exception>
    public void Run(string prefix, EngineSession engine)
    {
        var distinct = variables.Own.DistinctBy(variable => variable.ToString(), StringComparer.Ordinal).ToDictionary(variable => variable.Engine);
        if (distinct.Count == 0)
        {
            string why = variables.All.Count == 0 ? "it has no variables" : "its variables are those of the model that it was loaded over; save that one";
            throw new ModelException(model, $"{wrapper} was not saved as {prefix}: {why}.");
        }

        try
        {
            using var writer = CheckpointWriter.Create(prefix);
            engine.ReadVariables([.. distinct.Keys], (variable, shape, bytes, texts) => Add(writer, distinct[variable], new TensorShape(shape), bytes, texts));
            CopyOthers(writer, distinct.Values.Select(variable => variable.Key).ToHashSet(StringComparer.Ordinal));
            writer.Complete();
        }
        catch (Exception exception) when (exception is FormatException or ModelException or IOException or UnauthorizedAccessException)
        {
            throw new ModelException(model, $"{wrapper} was not saved as {prefix}, where everything is as it was: {exception.Message}", exception);
        }
    }

    private static void Add(CheckpointWriter writer, ModelVariable variable, TensorShape shape, ReadOnlySpan<byte> bytes, IReadOnlyList<ReadOnlyMemory<byte>>? texts)
    {
        switch (variable.Part, texts)
        {
            case (null, null):
                writer.Add(variable.Key, variable.Engine.DataType, shape, bytes);
                break;
            case (null, _):
                writer.AddTexts(variable.Key, shape, texts);
                break;
            case (var part, null):
                writer.AddPart(variable.Key, part.WholeShape, part.Slice, variable.Engine.DataType, bytes);
                break;
            case (var part, _):
                writer.AddTextPart(variable.Key, part.WholeShape, part.Slice, texts);
                break;
        }
    }

    private void CopyOthers(CheckpointWriter writer, HashSet<string> written)
    {
        if (source is null)
        {
            return;
        }

        using var checkpoint = Checkpoint.Open(source);
        foreach (string key in checkpoint.Keys.Where(key => !written.Contains(key)))
        {
            var entry = checkpoint.Find(key)!;
            if (entry.DataType == DataType.String)
            {
                writer.AddTexts(key, entry.Shape, checkpoint.ReadTexts(entry));
            }
            else
            {
                checkpoint.RequireStored(entry);
                long length = checked(entry.ElementCount * DataTypes.SizeOf(entry.DataType));
                if (length > Array.MaxLength)
                {
                    throw new ModelException(model, $"'{key}' of {source} takes {length} bytes; at most {Array.MaxLength} can be copied.");
                }

                var bytes = new byte[length];
                checkpoint.Read(entry, bytes);
                writer.Add(key, entry.DataType, entry.Shape, bytes);
            }
        }
    }
}
