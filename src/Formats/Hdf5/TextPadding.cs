namespace TypedModels.Formats.Hdf5;

/// <summary>What fills up texts of fixed length, with HDF5's own numbers.</summary>
internal enum TextPadding
{
    /// <summary>The text ends at its first zero.</summary>
    ZeroEnds = 0,

    /// <summary>Zeros at the end are no part of the text.</summary>
    Zeros = 1,

    /// <summary>Spaces at the end are no part of the text.</summary>
    Spaces = 2,
}
