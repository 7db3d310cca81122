using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TypedModels.Engine.Tests.Operations;

/// <summary>Compares the engine with the answers of TensorFlow that a file holds, one run of an operation a line.</summary>
internal static class RecordedOperations
{
    /// <summary>Runs every line of a file that stands beside the test.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tolerance">The relative difference that floating point numbers may have.</param>
    /// <param name="here">The test's own file.</param>
    public static void Check(string file, double tolerance = 0, [CallerFilePath] string here = "")
    {
        var failures = new List<string>();
        int runs = 0;
        foreach (string line in File.ReadLines(RecordedFile.PathOf(file, here)))
        {
            runs++;
            var recorded = RecordedOperation.Read(JsonDocument.Parse(line).RootElement);
            if (Difference(recorded, tolerance) is { } difference)
            {
                failures.Add($"{recorded}\n    {difference}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {runs} differ:\n{string.Join('\n', failures.Take(30))}");
    }

    private static string? Difference(RecordedOperation recorded, double tolerance)
    {
        try
        {
            var outputs = OperationRun.Run(recorded);
            if (recorded.Message is not null)
            {
                return $"refused by TensorFlow ({recorded.Error}: {recorded.Message}), not by the engine";
            }

            var wrong = recorded.Outputs.Zip(outputs).Select((pair, i) => (i, pair)).FirstOrDefault(entry => !entry.pair.Second.IsCloseTo(entry.pair.First, tolerance));
            return wrong.pair.First is null ? null : $"output {wrong.i} is {wrong.pair.Second}, expected {wrong.pair.First}";
        }
        catch (Exception exception) when (exception is ModelRunException or ModelLoadException)
        {
            var code = (exception as ModelRunException)?.Code;
            return recorded.Message is not null && (code is null || code == recorded.Error) ? null : $"refused ({code}): {exception.Message}; TensorFlow: {recorded.Error} {recorded.Message}";
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"defect: {exception}";
        }
    }
}
