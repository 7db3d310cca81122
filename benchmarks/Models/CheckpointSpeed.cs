using System.Diagnostics;
using System.Globalization;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Benchmarks;

/// <summary>How fast a checkpoint is read, checksums included, beside a plain read of the same file into the same memory; and how fast it is written. The file is in the system's cache.</summary>
internal static class CheckpointSpeed
{
    private const int Tensors = 16;

    // What whoever only copies the file would read at once.
    private const int Piece = 8 << 20;

    /// <summary>Prints the medians of rounds in turn.</summary>
    public static void Show(int megabytes, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("typedmodels-");
        try
        {
            string prefix = Path.Combine(folder.FullName, "model");
            var memory = new byte[((long)megabytes << 20) / Tensors];
            new Random(1).NextBytes(memory);
            double write = Time(() => Write(prefix, memory));
            using var checkpoint = Checkpoint.Open(prefix);
            using var file = File.OpenHandle(checkpoint.FileOf(checkpoint.Find(checkpoint.Keys[0])!));
            Copy(file, memory);
            Read(checkpoint, memory);
            var times = Enumerable.Range(0, rounds).Select(_ => (Copy: Time(() => Copy(file, memory)), Read: Time(() => Read(checkpoint, memory)))).ToArray();
            double gigabytes = (double)megabytes / 1024;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{megabytes} MB: plain {gigabytes / Median(times.Select(time => time.Copy)):0.00} GB/s, checkpoint {gigabytes / Median(times.Select(time => time.Read)):0.00} GB/s, ratio {Median(times.Select(time => time.Copy / time.Read)):0.00}; written and flushed at {gigabytes / write:0.00} GB/s"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(string prefix, byte[] elements)
    {
        using var writer = CheckpointWriter.Create(prefix);
        for (int i = 0; i < Tensors; i++)
        {
            writer.Add(string.Create(CultureInfo.InvariantCulture, $"weight_{i:d2}"), DataType.Float, new TensorShape(elements.Length / sizeof(float)), elements);
        }

        writer.Complete();
    }

    private static void Copy(Microsoft.Win32.SafeHandles.SafeFileHandle file, byte[] memory)
    {
        for (long start = 0; start < (long)memory.Length * Tensors; start += memory.Length)
        {
            for (int position = 0; position < memory.Length;)
            {
                position += RandomAccess.Read(file, memory.AsSpan(position, Math.Min(Piece, memory.Length - position)), start + position);
            }
        }
    }

    private static void Read(Checkpoint checkpoint, byte[] memory)
    {
        foreach (string key in checkpoint.Keys)
        {
            checkpoint.Read(checkpoint.Find(key)!, memory);
        }
    }

    private static double Time(Action run)
    {
        long start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
