using System.Runtime.InteropServices;
using System.Text;
using TypedModels.TensorFlow.Discovery;
using TypedModels.TensorFlow.Execution;

namespace TypedModels.TensorFlow;

/// <summary>TensorFlow in this process. There is one: a second copy of the library would end the process.</summary>
internal static class TensorFlowRuntime
{
    private static readonly Lock s_gate = new();
    private static volatile TensorFlowLibrary? s_library;
    private static IReadOnlyList<EngineSearchPlace> s_places = [];

    /// <summary>The library, loaded by the first call. A call that fails changes nothing: the next one looks again.</summary>
    /// <param name="model">The model that asks, for the message.</param>
    /// <param name="search">Where to look.</param>
    /// <exception cref="EngineNotFoundException">No library could be loaded; the message lists every place and why.</exception>
    public static TensorFlowLibrary Load(string model, LibrarySearch search)
    {
        if (Find(search, out var places) is { } library)
        {
            return library;
        }

        throw NotFound(model, places);
    }

    /// <summary>The error of a search that found nothing.</summary>
    public static EngineNotFoundException NotFound(string model, IReadOnlyList<EngineSearchPlace> places) => new(model, Describe(places), places);

    /// <summary>The same for those who want to show the places: the library, or null, and the outcome of each place of the search that loaded it, or failed.</summary>
    public static TensorFlowLibrary? Find(LibrarySearch search, out IReadOnlyList<EngineSearchPlace> places)
    {
        lock (s_gate)
        {
            if (s_library is null)
            {
                NativeEnvironment.Prepare();
                var library = search.Run(out places);
                if (library is null)
                {
                    return null;
                }

                NativeLog.Listen(library, NativeEnvironment.IsQuiet);
                s_places = places;
                s_library = library;
            }

            places = s_places;
            return s_library;
        }
    }

    private static string Describe(IReadOnlyList<EngineSearchPlace> places)
    {
        int width = places.Max(place => place.Place.Length);
        var text = new StringBuilder($"TensorFlow's C library is needed but was not found ({RuntimeInformation.RuntimeIdentifier}).");
        foreach (var (place, outcome) in places)
        {
            text.Append("\n  ").Append(place.PadRight(width)).Append("  ").Append(outcome);
        }

        return text.Append("\nTo fix it: ").Append(Cure).ToString();
    }

    private static string Cure =>
        OperatingSystem.IsWindows() ? $"dotnet add package SciSharp.TensorFlow.Redist; or set {LibrarySearch.Variable} to the folder that holds tensorflow.dll."
        : $"pip install {(OperatingSystem.IsMacOS() ? "tensorflow" : "tensorflow-cpu")} and set {LibrarySearch.Variable}=python; or set it to the folder that holds {LibraryNames.Library[0]} or {LibraryNames.Library[^1]}.";
}
