namespace TypedModels.TensorFlow.Discovery;

/// <summary>What the library's files are called on this system.</summary>
internal static class LibraryNames
{
    /// <summary>The files with the C API, in the order they are looked for: of the libtensorflow archives, then of the Python packages.</summary>
    public static IReadOnlyList<string> Library { get; } =
        OperatingSystem.IsWindows() ? ["tensorflow.dll"]
        : OperatingSystem.IsMacOS() ? ["libtensorflow.2.dylib", "libtensorflow.dylib", "libtensorflow_cc.2.dylib"]
        : ["libtensorflow.so.2", "libtensorflow.so", "libtensorflow_cc.so.2"];

    /// <summary>The file that those depend on and expect beside them; null where there is none.</summary>
    public static string? Framework { get; } =
        OperatingSystem.IsWindows() ? null
        : OperatingSystem.IsMacOS() ? "libtensorflow_framework.2.dylib"
        : "libtensorflow_framework.so.2";
}
