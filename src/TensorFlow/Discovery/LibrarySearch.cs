using System.Runtime.InteropServices;

namespace TypedModels.TensorFlow.Discovery;

/// <summary>
/// Where TensorFlow's library is looked for: the option, then <c>TYPEDMODELS_TENSORFLOW</c>, then what came with the application, then Python's packages (opt-in), then the system's
/// loader (only when TensorFlow was asked for by name). A place that the user names is the only one: nothing else is taken in its stead.
/// </summary>
internal sealed record LibrarySearch
{
    /// <summary>The environment variable that names a file or folder, or says <c>python</c>.</summary>
    public const string Variable = "TYPEDMODELS_TENSORFLOW";

    private const string OptionPlace = $"ModelOptions.{nameof(ModelOptions.TensorFlowLibrary)}";
    private const string PythonPlace = "python (opt-in)";
    private const string SystemPlace = "the system's loader";
    private const string NotSet = "not set";

    /// <summary>The file or folder that the options name, or null.</summary>
    public string? Option { get; init; }

    /// <summary>The value of <see cref="Variable"/>, or null.</summary>
    public string? Setting { get; init; } = Environment.GetEnvironmentVariable(Variable);

    /// <summary>The application's folder.</summary>
    public string BaseDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>Whether a pip install is looked for although the variable does not say so.</summary>
    public bool AllowPython { get; init; }

    /// <summary>Whether the system's loader is asked for a library by its bare name.</summary>
    public bool AllowSystem { get; init; }

    /// <summary>The bare names that the system's loader is asked for.</summary>
    public IReadOnlyList<string> SystemNames { get; init; } = LibraryNames.Library;

    /// <summary>Whether the processor has what TensorFlow's own builds need.</summary>
    public bool ProcessorIsSupported { get; init; } = Processor.CanRunTensorFlow;

    private bool SettingSaysPython => string.Equals(Setting, "python", StringComparison.OrdinalIgnoreCase);

    /// <summary>Looks for the library and loads the first that is there.</summary>
    /// <param name="places">Every place that was tried, or not, and the outcome of each.</param>
    public TensorFlowLibrary? Run(out IReadOnlyList<EngineSearchPlace> places)
    {
        var outcomes = new List<EngineSearchPlace>();
        places = outcomes;
        if (!ProcessorIsSupported)
        {
            outcomes.Add(new("this processor", "has no AVX, which TensorFlow's builds for x64 need"));
            return null;
        }

        if (!string.IsNullOrEmpty(Option))
        {
            TryPath(OptionPlace, Option, outcomes, out var named);
            return named;
        }

        outcomes.Add(new(OptionPlace, NotSet));
        if (!string.IsNullOrEmpty(Setting) && !SettingSaysPython)
        {
            TryPath(Variable, Setting, outcomes, out var named);
            return named;
        }

        outcomes.Add(new(Variable, Setting is { Length: > 0 } ? Setting : NotSet));
        string native = Path.Join(BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        _ = TryFolder(native, native, outcomes, out var library)
            || TryFolder(Path.TrimEndingDirectorySeparator(BaseDirectory), BaseDirectory, outcomes, out library)
            || TryPython(outcomes, out library)
            || TrySystem(outcomes, out library);
        return library;
    }

    private static bool TryPath(string place, string path, List<EngineSearchPlace> outcomes, out TensorFlowLibrary? library)
    {
        path = Path.GetFullPath(path);
        return File.Exists(path) ? TryFile($"{place} = {path}", path, outcomes, out library) : TryFolder($"{place} = {path}", path, outcomes, out library);
    }

    private static bool TryFolder(string place, string folder, List<EngineSearchPlace> outcomes, out TensorFlowLibrary? library)
    {
        library = null;
        if (!Directory.Exists(folder))
        {
            outcomes.Add(new(place, "no such folder"));
            return false;
        }

        foreach (string name in LibraryNames.Library)
        {
            string path = Path.Join(folder, name);
            if (File.Exists(path))
            {
                return TryFile(path, path, outcomes, out library);
            }
        }

        outcomes.Add(new(place, $"has none of {string.Join(", ", LibraryNames.Library)}"));
        return false;
    }

    // A file that is there decides, even when it cannot be used: another one in its stead would be a surprise, and after one that was loaded would end the process.
    private static bool TryFile(string place, string path, List<EngineSearchPlace> outcomes, out TensorFlowLibrary? library)
    {
        library = LibraryLoader.Load(path, out string problem);
        outcomes.Add(new(place, library is null ? $"found, but: {problem}" : $"loaded: TensorFlow {library.Version}"));
        return true;
    }

    private bool TryPython(List<EngineSearchPlace> outcomes, out TensorFlowLibrary? library)
    {
        library = null;
        if (!AllowPython && !SettingSaysPython)
        {
            outcomes.Add(new(PythonPlace, $"not tried; set {Variable}=python to use a pip install"));
            return false;
        }

        if (PythonPackages.FindTensorFlow(out string problem) is { } folder)
        {
            return TryFolder(folder, folder, outcomes, out library);
        }

        outcomes.Add(new(PythonPlace, problem));
        return false;
    }

    private bool TrySystem(List<EngineSearchPlace> outcomes, out TensorFlowLibrary? library)
    {
        library = null;
        if (!AllowSystem)
        {
            outcomes.Add(new(SystemPlace, $"not tried; set ModelOptions.{nameof(ModelOptions.Engine)} to {nameof(EngineKind)}.{nameof(EngineKind.TensorFlow)} to ask it"));
            return false;
        }

        foreach (string name in SystemNames)
        {
            bool isThere = LibraryLoader.TryLoad(name, out nint handle, out string problem);
            library = isThere ? TensorFlowLibrary.Bind(name, handle, out problem) : null;
            outcomes.Add(new($"{SystemPlace}, {name}", library is null ? problem : $"loaded: TensorFlow {library.Version}"));
            if (isThere)
            {
                return true;
            }
        }

        return false;
    }
}
