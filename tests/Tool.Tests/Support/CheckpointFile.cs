using TypedModels.Formats.Checkpoints;

namespace TypedModels.Tool.Tests.Support;

/// <summary>Writes checkpoints for tests.</summary>
internal static class CheckpointFile
{
    /// <summary>A checkpoint of these tensors.</summary>
    /// <returns>Its prefix.</returns>
    public static string Write(string prefix, params (string Name, DataType Type, long[] Shape, byte[] Elements)[] tensors)
    {
        using var writer = CheckpointWriter.Create(prefix);
        foreach (var (name, type, shape, elements) in tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            writer.Add(name, type, new TensorShape(shape), elements);
        }

        writer.Complete();
        return prefix;
    }
}
