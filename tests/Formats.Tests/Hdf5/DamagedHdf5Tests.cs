using TypedModels.Formats;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Tests.Hdf5;

/// <summary>Files that were made to do harm.</summary>
public sealed class DamagedHdf5Tests
{
    private const long MostBytes = 1L << 20;

    [Fact]
    public void AShapeThatTheFileHasNoRoomForTakesNoMemory()
    {
        using var file = Write(writer => writer.WriteFloats(96, 4L << 40, 1L << 20, 1L << 20));

        Refuses(file.Root.FindDataset("x")!.RequireStored, "and the file ends at");
    }

    [Fact]
    public void AShapeThatDiffersFromTheStoredBytesIsRefused()
    {
        using var file = Write(writer => writer.WriteFloats(96, 8, 3));

        Refuses(file.Root.FindDataset("x")!.RequireStored, "'/x': Its elements take 12 bytes, and 8 are stored");
    }

    [Fact]
    public void MoreElementsThanCanBeCountedAreRefused()
    {
        using var file = Write(writer => writer.WriteFloats(96, 8, long.MaxValue, 4));

        Refuses(() => file.Root.Find("x"), "more elements than can be counted");
    }

    [Fact]
    public void UnwrittenElementsOfAHugeShapeAreRefused()
    {
        using var file = Write(writer => writer.WriteFloats(-1, 0, 1 << 28));

        Refuses(file.Root.FindDataset("x")!.RequireStored, "more than a file of");
    }

    [Fact]
    public void AHeaderThatContinuesInItselfIsRefused()
    {
        const long Messages = 96 + 16; // After the superblock and the header's own start.
        using var file = Write(writer => writer.WriteHeader((0x10, Hdf5Writer.Numbers(Messages, 48)), (0, new byte[16])));

        Refuses(() => file.Root.Find("x"), "reached twice");
    }

    [Fact]
    public void ATreeThatContainsItselfIsRefused()
    {
        using var file = Write(writer =>
        {
            long tree = writer.Write([.. "TREE"u8, 0, 1, 2, 0, .. Hdf5Writer.Numbers(-1, -1, 0, 0, 8, 0, 8)]);
            return writer.WriteHeader((0x11, Hdf5Writer.Numbers(tree, 0)));
        });

        Refuses(() => _ = file.Root.FindGroup("x")!.Names, "'/x'");
    }

    [Fact]
    public void AGroupThatContainsItselfIsWalkedOnce()
    {
        // The root's header is written before what it leads to, so that its own address is known.
        using var stream = new MemoryStream();
        var writer = new Hdf5Writer(stream);
        writer.Begin();
        long root = writer.WriteHeader((0x11, Hdf5Writer.Numbers(0, 0)));
        long inner = writer.WriteGroup(("again", root));
        writer.Complete(inner);
        byte[] bytes = stream.ToArray();
        bytes.AsSpan((int)inner, 40).CopyTo(bytes.AsSpan((int)root));
        using var file = Fixture.Open("circle", bytes);

        Assert.Equal(0, Hdf5Visit.ReadAll(file));
        Assert.Equal("/again/again/again", file.Root.Find("again/again/again")!.Path);
    }

    [Fact]
    public void ChecksumsAreCompared()
    {
        byte[] bytes = Fixture.Bytes("types_latest");
        bytes[12] ^= 1;

        Refuses(() => Fixture.Open("sum", bytes), "has the checksum");
    }

    [Fact]
    public void AChunkWhoseChecksumDiffersIsRefused()
    {
        byte[] bytes = Fixture.Bytes("chunks_earliest");
        byte[] start = [0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 10, 0, 0, 0];
        for (int at = bytes.AsSpan().IndexOf(start); at >= 0 && bytes[at] == 0; at = bytes.AsSpan().IndexOf(start))
        {
            bytes[at + 4] = 77;
        }

        using var file = Fixture.Open("sum", bytes);

        Refuses(() => Fixture.Read<int>(file, "checked"), "has the checksum");
    }

    private static Hdf5File Write(Func<Hdf5Writer, long> write)
    {
        using var stream = new MemoryStream();
        var writer = new Hdf5Writer(stream);
        writer.Begin();
        writer.Complete(writer.WriteGroup(("x", write(writer))));
        return Fixture.Open("made", stream.ToArray());
    }

    private static void Refuses(Action read, string reason)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<ModelFormatException>(read);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
