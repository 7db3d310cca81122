namespace TypedModels.Formats.Hdf5;

/// <summary>A name in a group, and where it leads.</summary>
/// <param name="Name">The name.</param>
/// <param name="Address">Where the object's header is; not known of soft links and of links into other files.</param>
/// <param name="SoftPath">The path that a soft link stands for, or null.</param>
/// <param name="OtherFile">The file that the link leads into, or null.</param>
internal sealed record GroupLink(string Name, long Address, string? SoftPath = null, string? OtherFile = null);
