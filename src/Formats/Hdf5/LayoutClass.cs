namespace TypedModels.Formats.Hdf5;

/// <summary>How the elements of a dataset lie in the file, with HDF5's own numbers.</summary>
internal enum LayoutClass
{
    /// <summary>In the header.</summary>
    Compact = 0,

    /// <summary>In one run.</summary>
    Contiguous = 1,

    /// <summary>In pieces of equal shape.</summary>
    Chunked = 2,

    /// <summary>In other datasets.</summary>
    Virtual = 3,
}
