using System.Runtime.InteropServices;
using TypedModels.TensorFlow.Interop;
using TypedModels.TensorFlow.Loading;
using TypedModels.TensorFlow.Sharing;

namespace TypedModels.TensorFlow;

/// <summary>A loaded library: its functions, by group. Never unloaded: threads and registrations of it live as long as the process.</summary>
internal sealed unsafe class TensorFlowLibrary
{
    private TensorFlowLibrary(string path, Exports exports)
    {
        Path = path;
        Status = new StatusFunctions(exports);
        Tensor = new TensorFunctions(exports);
        Graph = new GraphFunctions(exports);
        Import = new ImportFunctions(exports);
        Session = new SessionFunctions(exports);
        Whole = new LibraryFunctions(exports);
    }

    /// <summary>The file it was loaded from; a bare name where the system's loader found it.</summary>
    public string Path { get; }

    /// <summary>Its version, such as <c>2.16.2</c>.</summary>
    public string Version => Marshal.PtrToStringUTF8((nint)Whole.TF_Version()) ?? "";

    public StatusFunctions Status { get; }

    public TensorFunctions Tensor { get; }

    public GraphFunctions Graph { get; }

    public ImportFunctions Import { get; }

    public SessionFunctions Session { get; }

    public LibraryFunctions Whole { get; }

    /// <summary>The options that the library keeps once.</summary>
    public ProcessSettingsClaim Settings { get; } = new();

    /// <summary>The sessions that several loads of one model use.</summary>
    public SharedSessions Sessions { get; } = new();

    /// <summary>Binds the functions of a library that has been loaded.</summary>
    /// <param name="path">The file it was loaded from.</param>
    /// <param name="handle">What the loader returned.</param>
    /// <param name="problem">Why it cannot be used, when the answer is null.</param>
    public static TensorFlowLibrary? Bind(string path, nint handle, out string problem)
    {
        var exports = new Exports(handle);
        var library = new TensorFlowLibrary(path, exports);
        problem = library.Whole.TF_Version is null ? "it is not TensorFlow: it has no function TF_Version"
            : !IsSupported(library.Version) ? $"it is TensorFlow {library.Version}, needed is 2.5 or later, below 3"
            : exports.Missing.Count > 0 ? $"TensorFlow {library.Version} without {string.Join(", ", exports.Missing)}; needed is an unabridged build of 2.5 or later"
            : "";
        return problem.Length == 0 ? library : null;
    }

    private static bool IsSupported(string version)
    {
        string[] parts = version.Split('.');
        return parts.Length >= 2 && parts[0] == "2" && int.TryParse(parts[1], out int minor) && minor >= 5;
    }
}
