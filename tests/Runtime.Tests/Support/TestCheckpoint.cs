using System.Runtime.InteropServices;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Tests.Support;

/// <summary>Writes checkpoints, most often as copies of others with something changed.</summary>
internal static class TestCheckpoint
{
    /// <summary>Writes a copy of a checkpoint.</summary>
    /// <param name="from">Its prefix.</param>
    /// <param name="to">The copy's.</param>
    /// <param name="change">Gives each tensor of numbers its place in the copy; null to leave it out, and the tensor itself to keep it.</param>
    public static void Copy(string from, string to, Func<StoredTensor, StoredTensor?> change)
    {
        using var checkpoint = Checkpoint.Open(from);
        using var writer = CheckpointWriter.Create(to);
        foreach (string key in checkpoint.Keys)
        {
            var entry = checkpoint.Find(key)!;
            if (entry.DataType == DataType.String)
            {
                writer.AddTexts(key, entry.Shape, checkpoint.ReadTexts(entry));
                continue;
            }

            var bytes = new byte[entry.ElementCount * DataTypes.SizeOf(entry.DataType)];
            checkpoint.Read(entry, bytes);
            if (change(new StoredTensor(key, entry.DataType, entry.Shape, bytes)) is { } changed)
            {
                writer.Add(changed.Key, changed.Type, changed.Shape, changed.Bytes);
            }
        }

        writer.Complete();
    }

    /// <summary>Copies the files of a checkpoint.</summary>
    public static string CopyFiles(string from, TemporaryFolder folder, string name = "copy")
    {
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(from)!, Path.GetFileName(from) + ".*").Where(file => !file.EndsWith(".meta", StringComparison.Ordinal)))
        {
            folder.Write(name + file[from.Length..], File.ReadAllBytes(file));
        }

        return Path.Combine(folder.Path, name);
    }

    /// <summary>The names of a checkpoint's tensors.</summary>
    public static string[] KeysOf(string prefix)
    {
        using var checkpoint = Checkpoint.Open(prefix);
        return [.. checkpoint.Keys];
    }

    /// <summary>The same tensor with all numbers a half.</summary>
    public static StoredTensor Halved(StoredTensor tensor)
    {
        if (tensor.Type != DataType.Float)
        {
            return tensor;
        }

        float[] numbers = [.. MemoryMarshal.Cast<byte, float>(tensor.Bytes)];
        return tensor with { Bytes = MemoryMarshal.AsBytes<float>(Array.ConvertAll(numbers, number => number / 2)).ToArray() };
    }
}

/// <summary>A tensor of numbers.</summary>
internal sealed record StoredTensor(string Key, DataType Type, TensorShape Shape, byte[] Bytes);
