namespace TypedModels.Formats.Hdf5;

/// <summary>A type that has a name and that datasets may share.</summary>
internal sealed class Hdf5NamedType(Hdf5Bytes bytes, ObjectHeader header, long address) : Hdf5Object(bytes, header, address);
