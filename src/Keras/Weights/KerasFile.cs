using TypedModels.Formats;
using TypedModels.Formats.Archives;
using TypedModels.Formats.Files;
using TypedModels.Formats.Hdf5;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Models;

namespace TypedModels.Keras.Weights;

/// <summary>A file of Keras, whatever its kind: HDF5, an archive, or JSON. Told by its first bytes, since names and contents disagree. Read by offset; any number of threads may read at once.</summary>
internal sealed class KerasFile : IDisposable
{
    /// <summary>The most bytes of a configuration that are read; the largest known is a thousandth of it.</summary>
    public const int LongestConfig = 1 << 28;

    private const string ConfigEntry = "config.json", MetadataEntry = "metadata.json", WeightsEntry = "model.weights.h5", OtherWeightsEntry = "model.weights.npz";

    private static readonly byte[] s_lfs = "version https://git-lfs"u8.ToArray();

    private readonly ArchiveFile? _archive;
    private readonly Hdf5File? _weights;
    private readonly JsonValue? _json;

    private KerasFile(string path, Hdf5File weights)
    {
        Path = path;
        _weights = weights;
    }

    private KerasFile(string path, ArchiveFile archive)
    {
        Path = path;
        _archive = archive;
        if (archive.Find(WeightsEntry) is { } entry)
        {
            _weights = Hdf5File.Open(entry.Open());
        }
    }

    private KerasFile(string path, JsonValue json)
    {
        Path = path;
        _json = json;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>Whether it holds weights.</summary>
    public bool HoldsWeights => _weights is not null;

    /// <summary>The archive, or null when it is none.</summary>
    public ArchiveFile? Archive => _archive;

    /// <summary>Whether a file begins as those of Keras do that hold weights; false for one that cannot be opened.</summary>
    public static bool IsOfWeights(string path)
    {
        try
        {
            return StartOf(path) is var start && (Hdf5File.IsOne(start) || ArchiveFile.IsOne(start));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false; // Whoever opens it says why.
        }
    }

    /// <summary>Whether a file is HDF5 and does not describe layers; false for one that cannot be read.</summary>
    public static bool HoldsWeightsAlone(string path)
    {
        try
        {
            if (!File.Exists(path) || !Hdf5File.IsOne(StartOf(path)))
            {
                return false;
            }

            using var file = Open(path);
            return file._weights!.Root.Attributes.Find("model_config") is null;
        }
        catch (Exception exception) when (exception is ModelFormatException or IOException or UnauthorizedAccessException)
        {
            return false; // Whoever opens it says why.
        }
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="ModelFormatException">It is not there, cannot be opened, is none of Keras's, or is damaged.</exception>
    public static KerasFile Open(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                throw new ModelFormatException(Formats.SavedModels.MissingModel.DescribeFile(path));
            }

            byte[] start = StartOf(path);
            return Hdf5File.IsOne(start) ? new KerasFile(path, Hdf5File.Open(path))
                : ArchiveFile.IsOne(start) ? OfArchive(path)
                : new KerasFile(path, ReadJson(path, start));
        }
        catch (ModelFormatException exception)
        {
            throw exception.In(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileFault.Unreadable(path, exception);
        }
    }

    /// <summary>The configuration of the model.</summary>
    /// <exception cref="ModelFormatException">The file holds weights alone, or the configuration is damaged.</exception>
    public KerasModelConfig ReadConfig()
    {
        if (_json is not null)
        {
            return KerasConfigReader.Read(_json);
        }

        if (_archive is not null)
        {
            var config = _archive.Find(ConfigEntry) ?? throw new ModelFormatException(new ModelProblem(
                ExtractionError.OtherForm, Path, $"The archive has no {ConfigEntry}: it is no model that Keras saved", "Name the file that model.save(\"….keras\") wrote"));
            string? version = _archive.Find(MetadataEntry) is { } metadata ? JsonReader.Read(metadata.ReadAll(LongestConfig), MetadataEntry)["keras_version"]?.Text : null;
            return KerasConfigReader.Read(JsonReader.Read(config.ReadAll(LongestConfig), ConfigEntry), version);
        }

        var root = _weights!.Root;
        string text = root.Attributes.Text("model_config") ?? throw new ModelFormatException(new ModelProblem(
            ExtractionError.OtherForm, Path, "The file holds weights alone, and no description of layers", "Name the file that model.save wrote, or the JSON of model.to_json() with these Weights"));
        return KerasConfigReader.Read(JsonReader.Read(text, "model_config"), root.Attributes.Text("keras_version"));
    }

    /// <summary>Finds the weights of a model in the file.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="byName">Whether layers are told by their names, and not by their order.</param>
    /// <exception cref="ModelFormatException">The file holds none, or is damaged.</exception>
    public WeightMatch Match(KerasGraph graph, bool byName)
    {
        if (_weights is null)
        {
            throw new ModelFormatException(new ModelProblem(
                ExtractionError.MissingVariables, Path,
                _archive?.Find(OtherWeightsEntry) is not null ? $"The archive holds its weights as {OtherWeightsEntry}, which is not read" : "The file holds no weights",
                _archive is null ? "Name the file that model.save_weights wrote" : "Save the model again with Keras 3, which writes model.weights.h5"));
        }

        var root = _weights.Root;
        var group = root.FindGroup("model_weights") ?? root;
        if (LegacyWeights.Read(group) is { } legacy)
        {
            return legacy.Match(graph, byName, (group.Attributes.Find("backend") is null ? root : group).Attributes.Text("backend"));
        }

        var grouped = new GroupedWeights(root);
        return grouped.IsThere || !graph.Weights.All.Any() ? grouped.Match(graph, byName) : throw new ModelFormatException(new ModelProblem(
            ExtractionError.OtherForm, Path, "The HDF5 file is not laid out as Keras lays out weights: it has neither layer_names nor a group 'layers'", "Name the file that model.save or model.save_weights wrote"));
    }

    /// <summary>Lists the arrays of the file by the names that Keras gave the weights, such as <c>dense/kernel</c>; in files of Keras 3, which number them, by their places.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public IEnumerable<KeyValuePair<string, StoredWeight>> ListByName()
    {
        if (_weights is null)
        {
            return [];
        }

        var root = _weights.Root;
        return LegacyWeights.Read(root.FindGroup("model_weights") ?? root)?.ByName ?? new GroupedWeights(root).Arrays().Select(stored => new KeyValuePair<string, StoredWeight>(stored.Name, stored));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _weights?.Dispose();
        _archive?.Dispose();
    }

    private static KerasFile OfArchive(string path)
    {
        var archive = ArchiveFile.Open(path);
        try
        {
            return new KerasFile(path, archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static JsonValue ReadJson(string path, byte[] start)
    {
        if (start.AsSpan().StartsWith(s_lfs))
        {
            throw new ModelFormatException(new ModelProblem(ExtractionError.GitLfsPointer, path, "The file is a Git LFS pointer, not the model itself", "Fetch it with 'git lfs pull'"));
        }

        if (start.Length == 0)
        {
            throw new ModelFormatException(new ModelProblem(ExtractionError.Empty, path, "The file is empty", "Fetch or save the model again"));
        }

        using var source = FileSource.Open(path);
        if (source.Length > LongestConfig)
        {
            throw new ModelFormatException(new ModelProblem(ExtractionError.OtherForm, path, "The file is none of Keras's: it is neither HDF5 nor an archive, and too long for a description of layers", "Name the file that model.save wrote"));
        }

        var bytes = new byte[source.Length];
        source.Read(0, bytes);
        return JsonReader.Read(bytes, System.IO.Path.GetFileName(path));
    }

    private static byte[] StartOf(string path)
    {
        var start = new byte[32];
        using var stream = File.OpenRead(path);
        int length = stream.Read(start, 0, start.Length);
        Array.Resize(ref start, length);
        return start;
    }
}
