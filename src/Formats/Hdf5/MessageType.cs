namespace TypedModels.Formats.Hdf5;

/// <summary>What a message of an object's header says, with HDF5's own numbers.</summary>
internal enum MessageType
{
    /// <summary>Nothing: free room.</summary>
    Nil = 0x0,

    /// <summary>The shape.</summary>
    Dataspace = 0x1,

    /// <summary>Where the links of a newer group are.</summary>
    LinkInfo = 0x2,

    /// <summary>The type of the elements.</summary>
    Datatype = 0x3,

    /// <summary>The value of elements that were not written, as old versions store it.</summary>
    OldFillValue = 0x4,

    /// <summary>The value of elements that were not written.</summary>
    FillValue = 0x5,

    /// <summary>One link of a newer group.</summary>
    Link = 0x6,

    /// <summary>Which other files hold the elements.</summary>
    ExternalFiles = 0x7,

    /// <summary>Where the elements are.</summary>
    Layout = 0x8,

    /// <summary>What was done to chunks before they were stored.</summary>
    Filters = 0xB,

    /// <summary>An attribute.</summary>
    Attribute = 0xC,

    /// <summary>Where more of the header is.</summary>
    Continuation = 0x10,

    /// <summary>Where the links of an older group are.</summary>
    SymbolTable = 0x11,

    /// <summary>Where attributes are that the header has no room for.</summary>
    AttributeInfo = 0x15,
}
