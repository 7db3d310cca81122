namespace TypedModels.Tests;

/// <summary>Compares text with a file in the repository. <c>TYPEDMODELS_UPDATE_SNAPSHOTS=1</c> rewrites the files instead.</summary>
internal static class GoldenFile
{
    private const string UpdateVariable = "TYPEDMODELS_UPDATE_SNAPSHOTS";

    /// <summary>Fails with the first line that differs when <paramref name="actual"/> is not what the file says.</summary>
    public static void AssertEqual(string name, string actual)
    {
        string file = Path.Combine(TestModels.Repository, "tests", "Formats.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        Assert.True(File.Exists(file), $"There is no {file}. Write it with {UpdateVariable}=1.");
        string[] expectedLines = File.ReadAllText(file).Split('\n'), actualLines = actual.Split('\n');
        for (int i = 0; i < Math.Max(expectedLines.Length, actualLines.Length); i++)
        {
            string? expected = expectedLines.ElementAtOrDefault(i), found = actualLines.ElementAtOrDefault(i);
            Assert.True(expected == found, $"{name}, line {i + 1}:\n- {expected}\n+ {found}\nIf the change is meant, rewrite the file with {UpdateVariable}=1.");
        }
    }
}
