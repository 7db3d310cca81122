using System.Diagnostics;
using System.Runtime.InteropServices;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Tests.Hdf5;

/// <summary>A file of 500 MB is not read whole: only what is asked for, straight to where it goes.</summary>
public sealed class LargeHdf5Tests : IDisposable
{
    private const int Piece = 1 << 20;
    private const int Pieces = 500;
    private const long MostBytes = 10L << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("typedmodels").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void OneDatasetOfALargeFileTakesItsOwnMemoryOnly()
    {
        string path = Path.Combine(_folder, "large.h5");
        Write(path);
        var destination = new float[16];
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        process.Refresh();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long before = process.WorkingSet64;

        using (var file = Hdf5File.Open(path))
        {
            file.Root.FindDataset("model/small")!.Read(MemoryMarshal.AsBytes(destination.AsSpan()));
            var large = file.Root.FindDataset("model/large")!;
            large.RequireStored();
            Assert.Equal((long)Pieces * Piece / sizeof(float), large.ElementCount);
            Assert.Equal(path, large.Place!.Value.File);
            Assert.True(large.Place!.Value.FileLength > (long)Pieces * Piece);
        }

        process.Refresh();
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - allocated, 0, MostBytes);
        Assert.InRange(process.WorkingSet64 - before, long.MinValue, MostBytes);
        Assert.Equal(MemoryMarshal.Cast<byte, float>(Content(1, 64)).ToArray(), destination);
    }

    [Fact]
    public void ALargeDatasetIsReadRight()
    {
        string path = Path.Combine(_folder, "middle.h5");
        byte[] piece = Content(2, 24 << 20);
        using (var stream = File.Create(path))
        {
            var writer = new Hdf5Writer(stream);
            writer.Begin();
            writer.Complete(writer.WriteGroup(("a", writer.WriteDataset(1, piece))));
        }

        using var file = Hdf5File.Open(path);
        var read = new byte[piece.Length];
        file.Root.FindDataset("a")!.Read(read);

        Assert.True(read.AsSpan().SequenceEqual(piece));
    }

    private static void Write(string path)
    {
        using var stream = File.Create(path);
        var writer = new Hdf5Writer(stream);
        writer.Begin();
        long large = writer.WriteDataset(Pieces, new byte[Piece]);
        long small = writer.WriteDataset(1, Content(1, 64));
        writer.Complete(writer.WriteGroup(("model", writer.WriteGroup(("large", large), ("small", small)))));
    }

    private static byte[] Content(int seed, int length)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);
        return content;
    }
}
