using System.IO.Compression;
using System.Runtime.InteropServices;
using TypedModels.Formats.Files;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Tests.Hdf5;

/// <summary>The files that <c>make_fixtures.py</c> makes.</summary>
internal static class Fixture
{
    private static readonly string s_folder = Path.Combine(TestModels.Repository, "tests", "Formats.Tests", "Hdf5", "Fixtures");

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(s_folder, "*.h5.gz").Select(path => Path.GetFileName(path)[..^".h5.gz".Length]).Order(StringComparer.Ordinal);

    /// <summary>A file's bytes.</summary>
    public static byte[] Bytes(string name)
    {
        using var file = File.OpenRead(Path.Combine(s_folder, name + ".h5.gz"));
        using var inflate = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        inflate.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Opens a file.</summary>
    public static Hdf5File Open(string name) => Open(name, Bytes(name));

    /// <summary>Opens a file that is in memory.</summary>
    public static Hdf5File Open(string name, byte[] bytes) => Hdf5File.Open(new MemorySource(name + ".h5", bytes));

    /// <summary>The elements of a dataset of a type of .NET's.</summary>
    public static T[] Read<T>(Hdf5Dataset dataset)
        where T : unmanaged
    {
        dataset.RequireStored();
        var elements = new T[dataset.ElementCount];
        dataset.Read(MemoryMarshal.AsBytes(elements.AsSpan()));
        return elements;
    }

    /// <summary>The elements of a dataset in a file.</summary>
    public static T[] Read<T>(Hdf5File file, string path)
        where T : unmanaged => Read<T>(file.Root.FindDataset(path) ?? throw new InvalidOperationException($"There is no {path}."));

    /// <summary>Texts as strings.</summary>
    public static string[] Texts(IReadOnlyList<ReadOnlyMemory<byte>> texts) => [.. texts.Select(text => System.Text.Encoding.UTF8.GetString(text.Span))];
}
