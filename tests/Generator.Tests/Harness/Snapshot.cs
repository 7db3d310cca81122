using System.Text;
using System.Text.RegularExpressions;

namespace TypedModels.Generator.Tests.Harness;

/// <summary>Compares generated code with the baselines in <c>Snapshots</c>.</summary>
internal static partial class Snapshot
{
    private const string Update = "TYPEDMODELS_UPDATE_SNAPSHOTS";

    /// <summary>Fails unless <paramref name="source"/> is the baseline <c>Snapshots/{name}.g.cs</c>; rewrites it when asked to.</summary>
    public static void Verify(string name, string source)
    {
        string file = Path.Combine(TestModels.Repository, "tests", "Generator.Tests", "Snapshots", name + ".g.cs");
        string actual = Version().Replace(source, "\"TypedModels.Generator\", \"*\"");
        Assert.DoesNotContain('\r', actual);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(file, actual);
            return;
        }

        string expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (expected != actual)
        {
            Assert.Fail($"{file} differs:\n{Difference(expected.Split('\n'), actual.Split('\n'))}\nTo accept: {Update}=1 dotnet test --project tests/Generator.Tests");
        }
    }

    /// <summary>The lines that differ, those of the baseline with <c>-</c>, the new ones with <c>+</c>, with the line before and behind.</summary>
    internal static string Difference(string[] expected, string[] actual)
    {
        int same = 0;
        while (same < Math.Min(expected.Length, actual.Length) && expected[same] == actual[same])
        {
            same++;
        }

        int sameAtEnd = 0;
        while (sameAtEnd < Math.Min(expected.Length, actual.Length) - same && expected[^(sameAtEnd + 1)] == actual[^(sameAtEnd + 1)])
        {
            sameAtEnd++;
        }

        var text = new StringBuilder();
        void Append(char mark, IEnumerable<string> lines, int number)
        {
            foreach (string line in lines)
            {
                text.Append(mark).Append(' ').Append(++number).Append(": ").Append(line).Append('\n');
            }
        }

        Append(' ', expected[Math.Max(0, same - 1)..same], Math.Max(0, same - 1));
        Append('-', expected[same..^sameAtEnd], same);
        Append('+', actual[same..^sameAtEnd], same);
        Append(' ', actual[^sameAtEnd..].Take(1), actual.Length - sameAtEnd);
        return text.ToString();
    }

    [GeneratedRegex("\"TypedModels[.]Generator\", \"[0-9.]+\"")]
    private static partial Regex Version();
}
