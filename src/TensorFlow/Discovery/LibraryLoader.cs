using System.Runtime.InteropServices;

namespace TypedModels.TensorFlow.Discovery;

/// <summary>Loads one candidate, and says in one line why it could not.</summary>
internal static class LibraryLoader
{
    /// <summary>Loads the library at an absolute path.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">Why it cannot be used, when the answer is null.</param>
    public static TensorFlowLibrary? Load(string path, out string problem)
    {
        if (LibraryFile.FindProblem(path) is { } unfit)
        {
            problem = unfit;
            return null;
        }

        return LoadFramework(path, out problem) && TryLoad(path, out nint handle, out problem)
            ? TensorFlowLibrary.Bind(path, handle, out problem)
            : null;
    }

    // The library asks for it by name. One that is loaded satisfies that wherever the library was built to look; and one that cannot be loaded is named itself.
    private static bool LoadFramework(string path, out string problem)
    {
        string? framework = LibraryNames.Framework is { } name ? Path.Join(Path.GetDirectoryName(path), name) : null;
        problem = "";
        return framework is null || !File.Exists(framework) || TryLoad(framework, out _, out problem);
    }

    /// <summary>Has the system's loader load a file, or what it finds under a bare name.</summary>
    public static bool TryLoad(string path, out nint handle, out string problem)
    {
        try
        {
            handle = NativeLibrary.Load(path);
            problem = "";
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            handle = 0;
            problem = Reason(e.Message);
            return false;
        }
    }

    // .NET puts general advice first and the loader's own words on the last line.
    private static string Reason(string message) =>
        message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? last : message;
}
