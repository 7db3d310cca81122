namespace TypedModels.Formats.Hdf5;

/// <summary>How the blocks of an extensible array grow.</summary>
/// <param name="CountBits">The bits of the largest number of places.</param>
/// <param name="FirstCount">The places in the first block.</param>
/// <param name="LeastCount">The places in the smallest of the other blocks.</param>
/// <param name="LeastAddresses">The addresses in the smallest block of addresses.</param>
/// <param name="PageBits">Blocks of more than 2 to the power of this many places are in pages.</param>
internal readonly record struct ExtensibleArrayShape(int CountBits, int FirstCount, int LeastCount, int LeastAddresses, int PageBits)
{
    private const int MostBits = 62;

    /// <summary>The groups of blocks that the first block names itself; the others have blocks of addresses.</summary>
    public int DirectGroups => 2 * DoublingTable.Log2(LeastAddresses);

    /// <summary>The blocks that the first block names itself.</summary>
    public int DirectBlocks => 2 * (LeastAddresses - 1);

    /// <summary>The number of groups.</summary>
    public int Groups => 1 + CountBits - DoublingTable.Log2(LeastCount);

    /// <summary>The bytes of a block's first number.</summary>
    public int StartLength => (CountBits + 7) / 8;

    /// <summary>The number of places in a page.</summary>
    public long PageCount => 1L << PageBits;

    /// <summary>Reads how an array's blocks grow from its head.</summary>
    public static ExtensibleArrayShape Read(ref FieldReader reader)
    {
        int bits = reader.UInt8();
        int first = reader.UInt8();
        int least = reader.UInt8();
        int addresses = reader.UInt8();
        var shape = new ExtensibleArrayShape(bits, first, least, addresses, reader.UInt8());
        bool isSound = IsPower(least) && IsPower(addresses) && bits <= MostBits && shape.PageBits <= MostBits && shape.Groups >= shape.DirectGroups;
        return isSound ? shape : throw reader.Fault($"blocks of {first} and {least} places up to 2^{bits}, and of {addresses} addresses, are no array");
    }

    /// <summary>The blocks of a group.</summary>
    public static long BlocksOf(int group) => 1L << (group / 2);

    /// <summary>The places in each block of a group.</summary>
    public long CountOf(int group) => LeastCount * (1L << ((group + 1) / 2));

    /// <summary>The group that a place is in.</summary>
    /// <param name="number">The place's number, not counting those in the first block.</param>
    public int GroupOf(long number) => DoublingTable.Log2((number / LeastCount) + 1);

    /// <summary>The number of the first place of a group.</summary>
    public long StartOf(int group) => LeastCount * ((1L << group) - 1);

    private static bool IsPower(int value) => value > 0 && (value & (value - 1)) == 0;
}
