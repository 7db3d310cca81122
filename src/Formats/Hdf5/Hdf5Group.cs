namespace TypedModels.Formats.Hdf5;

/// <summary>A group: names that lead to other objects.</summary>
internal sealed class Hdf5Group : Hdf5Object
{
    // As many as Linux follows in a path.
    private const int MostSoftLinks = 40;

    private readonly Hdf5File _file;
    private readonly GroupLinks _links;
    private readonly Lazy<IReadOnlyList<string>> _names;

    /// <summary>A group of which the header is read.</summary>
    internal Hdf5Group(Hdf5File file, Hdf5Bytes bytes, ObjectHeader header, long address)
        : base(bytes, header, address)
    {
        _file = file;
        _links = GroupLinks.Of(bytes, header);
        _names = new(() => [.. _links.All().Select(link => link.Name).OrderBy(name => name, StringComparer.Ordinal)], LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The names in the group, in the order of their characters; they are verbatim, so that a backslash is part of a name.</summary>
    /// <exception cref="ModelFormatException">The group is damaged.</exception>
    public IReadOnlyList<string> Names => _names.Value;

    /// <summary>The object at a path, or null when there is none. A large group is not listed for that.</summary>
    /// <param name="path">Names with slashes between them, from this group on or, after a leading slash, from the root on.</param>
    /// <exception cref="ModelFormatException">The file is damaged, or a link leads to another file.</exception>
    public Hdf5Object? Find(string path) => Find(path, MostSoftLinks);

    /// <summary>The group at a path, or null when there is none or it is something else.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or a link leads to another file.</exception>
    public Hdf5Group? FindGroup(string path) => Find(path) as Hdf5Group;

    /// <summary>The dataset at a path, or null when there is none or it is something else.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or a link leads to another file.</exception>
    public Hdf5Dataset? FindDataset(string path) => Find(path) as Hdf5Dataset;

    private Hdf5Object? Find(string path, int softLinksLeft)
    {
        Hdf5Object? found = path.Length > 0 && path[0] == '/' ? _file.Root : this;
        foreach (string name in path.Split('/'))
        {
            if (name is not ("" or "."))
            {
                found = (found as Hdf5Group)?.FindChild(name, softLinksLeft);
            }
        }

        return found;
    }

    private Hdf5Object? FindChild(string name, int softLinksLeft)
    {
        if (_links.Find(name) is not { } link)
        {
            return null;
        }

        if (link.OtherFile is { } other)
        {
            throw Bytes.Unsupported($"'{name}' is a link into the file '{other}', and links into other files are not followed", "Name the other file, or save all in one");
        }

        if (link.SoftPath is { } path)
        {
            return softLinksLeft > 0 ? Find(path, softLinksLeft - 1) : throw Bytes.Damaged($"The soft link '{name}' leads through more than {MostSoftLinks} others, or in a circle");
        }

        return Read(_file, Bytes.For(Path.Length == 1 ? Path + name : Path + "/" + name), link.Address);
    }
}
