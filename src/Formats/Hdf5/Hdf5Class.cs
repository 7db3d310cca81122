namespace TypedModels.Formats.Hdf5;

/// <summary>The classes of types, with HDF5's own numbers.</summary>
internal enum Hdf5Class
{
    /// <summary>An integer.</summary>
    Integer = 0,

    /// <summary>A floating-point number.</summary>
    Float = 1,

    /// <summary>A time, which newer versions do not write.</summary>
    Time = 2,

    /// <summary>A text of fixed length.</summary>
    Text = 3,

    /// <summary>Bits.</summary>
    BitField = 4,

    /// <summary>Bytes of unknown meaning.</summary>
    Opaque = 5,

    /// <summary>Several fields.</summary>
    Compound = 6,

    /// <summary>A reference to an object or a part of one.</summary>
    Reference = 7,

    /// <summary>One of several integers that have names.</summary>
    Enumeration = 8,

    /// <summary>A text or a list of any length.</summary>
    VariableLength = 9,

    /// <summary>An array in each element.</summary>
    Array = 10,
}
