namespace TypedModels.Formats.SavedModels;

/// <summary>The kinds of <c>TypeSpecProto</c>, with TensorFlow's numbers.</summary>
internal enum TypeSpecClass
{
    Unknown = 0,
    Sparse = 1,
    IndexedSlices = 2,
    Ragged = 3,
    TensorArray = 4,
    Dataset = 5,
    Iterator = 6,
    Optional = 7,
    PerReplica = 8,
    Variable = 9,
    RowPartition = 10,
    Registered = 12,
    Extension = 13,
}
