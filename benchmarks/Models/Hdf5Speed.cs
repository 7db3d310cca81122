using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Benchmarks;

/// <summary>How fast one dataset of a large HDF5 file is found and read, beside a plain read of the same bytes into the same memory, and what that takes of memory. The file is in the system's cache.</summary>
internal static class Hdf5Speed
{
    private const int HeadersLength = 4096;
    private const int SuperblockLength = 96;
    private const long DatasetHeader = SuperblockLength;
    private const long GroupHeader = 512;

    /// <summary>Prints the medians of rounds in turn.</summary>
    /// <param name="fileMegabytes">The size of the file.</param>
    /// <param name="megabytes">The size of the dataset, which lies at the file's end.</param>
    /// <param name="rounds">How often each is read.</param>
    public static void Show(int fileMegabytes, int megabytes, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("typedmodels-");
        try
        {
            string path = Path.Combine(folder.FullName, "model.h5");
            var memory = new byte[megabytes << 20];
            long start = Write(path, (long)fileMegabytes << 20, memory);
            Copy(path, start, memory);
            long taken = MemoryOf(() => Read(path, memory));
            var times = Enumerable.Range(0, rounds).Select(_ => (Copy: Time(() => Copy(path, start, memory)), Read: Time(() => Read(path, memory)))).ToArray();
            double gigabytes = (double)megabytes / 1024;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{megabytes} MB of {fileMegabytes} MB: plain {gigabytes / Median(times.Select(time => time.Copy)):0.00} GB/s, dataset {gigabytes / Median(times.Select(time => time.Read)):0.00} GB/s, time ratio {Median(times.Select(time => time.Read / time.Copy)):0.00}; {taken / 1024} KB of managed memory besides the dataset's"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A file as HDF5 1.8 writes it: the headers first, then what nobody reads, then the dataset.
    private static long Write(string path, long length, byte[] piece)
    {
        using var stream = File.Create(path);
        long data = Math.Max(HeadersLength, length - piece.Length);
        var headers = new byte[HeadersLength];
        WriteSuperblock(headers, data + piece.Length);
        WriteDataset(headers, data, piece.Length);
        WriteGroup(headers);
        stream.Write(headers);
        new Random(1).NextBytes(piece);
        while (stream.Position < data)
        {
            stream.Write(piece.AsSpan(0, (int)Math.Min(piece.Length, data - stream.Position)));
        }

        stream.Write(piece);
        return data;
    }

    private static void WriteSuperblock(byte[] headers, long end)
    {
        byte[] start = [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10, 0, 0, 0, 0, 0, 8, 8, 0, 4, 0, 16, 0];
        start.CopyTo(headers, 0);
        Put(headers, 24, 0, -1, end, -1, 0, GroupHeader);
    }

    private static void WriteDataset(byte[] headers, long data, long length)
    {
        byte[] header = [1, 0, 3, 0, 1, 0, 0, 0, 88, 0, 0, 0, 0, 0, 0, 0, 1, 0, 16, 0, 0, 0, 0, 0, 1, 1];
        byte[] type = [3, 0, 24, 0, 0, 0, 0, 0, 0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127];
        byte[] layout = [8, 0, 24, 0, 0, 0, 0, 0, 3, 1];
        header.CopyTo(headers, (int)DatasetHeader);
        Put(headers, (int)DatasetHeader + 32, length / sizeof(float));
        type.CopyTo(headers, (int)DatasetHeader + 40);
        layout.CopyTo(headers, (int)DatasetHeader + 72);
        Put(headers, (int)DatasetHeader + 82, data, length);
    }

    // A group of one name, 'data'.
    private static void WriteGroup(byte[] headers)
    {
        const int Tree = 600;
        const int Heap = 700;
        const int Names = 800;
        const int Table = 900;
        byte[] header = [1, 0, 1, 0, 1, 0, 0, 0, 24, 0, 0, 0, 0, 0, 0, 0, 0x11, 0, 16, 0];
        header.CopyTo(headers, (int)GroupHeader);
        Put(headers, (int)GroupHeader + 24, Tree, Heap);
        "TREE"u8.CopyTo(headers.AsSpan(Tree));
        headers[Tree + 6] = 1;
        Put(headers, Tree + 8, -1, -1, 0, Table, 8);
        "HEAP"u8.CopyTo(headers.AsSpan(Heap));
        Put(headers, Heap + 8, 16, 1, Names);
        "data"u8.CopyTo(headers.AsSpan(Names + 8));
        "SNOD"u8.CopyTo(headers.AsSpan(Table));
        headers[Table + 4] = 1;
        headers[Table + 6] = 1;
        Put(headers, Table + 8, 8, DatasetHeader);
    }

    private static void Put(byte[] bytes, int at, params ReadOnlySpan<long> numbers)
    {
        foreach (long number in numbers)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), number);
            at += sizeof(long);
        }
    }

    private static void Copy(string path, long start, byte[] memory)
    {
        using var file = File.OpenHandle(path);
        for (int position = 0; position < memory.Length;)
        {
            position += RandomAccess.Read(file, memory.AsSpan(position), start + position);
        }
    }

    private static void Read(string path, byte[] memory)
    {
        using var file = Hdf5File.Open(path);
        file.Root.FindDataset("data")!.Read(memory);
    }

    private static long MemoryOf(Action run)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        run();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
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
