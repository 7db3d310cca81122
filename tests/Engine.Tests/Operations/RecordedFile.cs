namespace TypedModels.Engine.Tests.Operations;

/// <summary>Finds the files of answers, which are copied beside the tests with their folders.</summary>
internal static class RecordedFile
{
    /// <summary>The path of a file that stands beside a test's source.</summary>
    /// <param name="file">The file.</param>
    /// <param name="test">The test's own source as the compiler names it; only its folder's name is believed.</param>
    public static string PathOf(string file, string test) => Path.Combine(AppContext.BaseDirectory, Path.GetFileName(Path.GetDirectoryName(test))!, file);
}
