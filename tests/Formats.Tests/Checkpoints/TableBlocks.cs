using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Tests.Checkpoints;

/// <summary>Finds the blocks of a well-formed table.</summary>
internal static class TableBlocks
{
    private const int FooterLength = 48;

    /// <summary>Where each block lies, its index and the one about the table among them.</summary>
    public static IEnumerable<(int Offset, int Size)> Of(byte[] file)
    {
        var reader = new WireReader(file.AsMemory(file.Length - FooterLength), "footer");
        var blocks = new List<(int Offset, int Size)> { ((int)reader.Varint(), (int)reader.Varint()), ((int)reader.Varint(), (int)reader.Varint()) };

        // Blocks lie one after the other, each followed by its type and checksum: those before the first known one follow from the index block.
        var (offset, size) = blocks[1];
        byte[] contents = file[offset + size] == 1 ? Snappy.Decode(file.AsSpan(offset, size)) : file.AsSpan(offset, size).ToArray();
        int restarts = BitConverter.ToInt32(contents, contents.Length - sizeof(int));
        var entries = new WireReader(contents.AsMemory(0, contents.Length - ((restarts + 1) * sizeof(int))), "index");
        while (!entries.IsAtEnd)
        {
            entries.Varint();
            int rest = (int)entries.Varint();
            entries.Varint();
            entries.Advance(rest);
            blocks.Add(((int)entries.Varint(), (int)entries.Varint()));
        }

        return blocks;
    }
}
