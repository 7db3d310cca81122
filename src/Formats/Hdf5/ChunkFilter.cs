namespace TypedModels.Formats.Hdf5;

/// <summary>What was done to chunks before they were stored.</summary>
/// <param name="Id">The method, with HDF5's own number.</param>
/// <param name="Name">What the file calls it; often nothing.</param>
/// <param name="Settings">The method's settings.</param>
internal sealed record ChunkFilter(int Id, string Name, uint[] Settings)
{
    /// <summary>Compression with zlib.</summary>
    public const int Deflate = 1;

    /// <summary>The first bytes of all elements, then the second bytes of all, and so on.</summary>
    public const int Shuffle = 2;

    /// <summary>A checksum after the bytes.</summary>
    public const int Checksum = 3;

    /// <summary>Whether the method can be undone here.</summary>
    public bool IsKnown => Id is Deflate or Shuffle or Checksum;

    /// <summary>The method's name, for errors.</summary>
    public string Title => Id switch
    {
        4 => "szip",
        5 => "nbit",
        6 => "scale-offset",
        32000 => "LZF",
        32001 => "Blosc",
        32004 => "LZ4",
        32008 => "bitshuffle",
        32013 => "ZFP",
        32015 => "Zstandard",
        32026 => "Blosc2",
        _ => Name.Length > 0 ? Name : $"number {Id}",
    };
}
