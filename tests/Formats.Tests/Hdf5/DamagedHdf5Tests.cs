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
        using var file = Write(writer => WriteTree(writer, 1, tree => [tree, tree]));

        Refuses(() => _ = file.Root.FindGroup("x")!.Names, "not of kind 0 and level 0");
    }

    [Fact]
    public void ATreeThatContainsATableTwiceIsRefused()
    {
        using var file = Write(writer =>
        {
            long table = writer.Write([.. "SNOD"u8, 1, 0, 0, 0]);
            return WriteTree(writer, 0, _ => [table, table]);
        });

        Refuses(() => _ = file.Root.FindGroup("x")!.Names, "reached twice");
    }

    [Fact]
    public void MoreChunksThanTheFileHasRoomForAreRefused()
    {
        using var file = Write(writer => WriteChunks(writer, 1L << 30, []));

        Refuses(file.Root.FindDataset("x")!.RequireStored, "more than a file of");
    }

    [Fact]
    public void ChunksThatComeTwiceAreRefused()
    {
        using var file = Write(writer => WriteChunks(writer, 4, [0, 1, 1]));

        Refuses(() => Fixture.Read<float>(file, "x"), "out of its order, or overlaps others");
    }

    [Fact]
    public void ChunksAreRead()
    {
        using var file = Write(writer => WriteChunks(writer, 3, [0, 2]));

        Assert.Equal([1f, 0f, 1f], Fixture.Read<float>(file, "x"));
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

    // A group whose tree has two children.
    private static long WriteTree(Hdf5Writer writer, byte level, Func<long, long[]> children)
    {
        long names = writer.Write(new byte[16]);
        long heap = writer.Write([.. "HEAP"u8, 0, 0, 0, 0, .. Hdf5Writer.Numbers(16, 1, names)]);
        const int HeapLength = 32;
        long[] child = children(heap + HeapLength);
        long tree = writer.Write([.. "TREE"u8, 0, level, 2, 0, .. Hdf5Writer.Numbers(-1, -1, 0, child[0], 8, child[1], 8)]);
        return writer.WriteHeader((0x11, Hdf5Writer.Numbers(tree, heap)));
    }

    // A dataset in chunks of one element, each of which is the number 1.
    private static long WriteChunks(Hdf5Writer writer, long length, long[] positions)
    {
        long one = writer.Write(BitConverter.GetBytes(1f));
        byte[] entries = [.. positions.SelectMany(position => (byte[])[4, 0, 0, 0, 0, 0, 0, 0, .. Hdf5Writer.Numbers(position, 0, one)])];
        long tree = writer.Write([.. "TREE"u8, 1, 0, (byte)positions.Length, 0, .. Hdf5Writer.Numbers(-1, -1), .. entries, 0, 0, 0, 0, 0, 0, 0, 0, .. Hdf5Writer.Numbers(length, 0)]);
        byte[] space = [1, 1, 0, 0, 0, 0, 0, 0, .. Hdf5Writer.Numbers(length)];
        return writer.WriteHeader((1, space), (3, Hdf5Writer.FloatType), (8, [3, 2, 2, .. Hdf5Writer.Numbers(tree), 1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0]));
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
