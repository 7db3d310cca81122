using System.Diagnostics;
using System.Globalization;
using TypedModels.Formats;
using TypedModels.Formats.Models;
using TypedModels.Formats.Variables;

namespace TypedModels.Tests;

/// <summary>
/// Damages graph files at random: what is left is read, or refused by our exception, in little time and memory. <c>TYPEDMODELS_FUZZ_CASES</c> sets the number of cases.
/// </summary>
public sealed class GraphFileFuzzTests : IDisposable
{
    private const long MostBytes = 256L << 20;

    private static readonly int s_cases = int.Parse(Environment.GetEnvironmentVariable("TYPEDMODELS_FUZZ_CASES") ?? "1500", CultureInfo.InvariantCulture);

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("typedmodels").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("saver/sharded.ckpt.meta")]
    [InlineData("saver/model_a.ckpt-100.meta")]
    [InlineData("frozen/classifier.pb")]
    [InlineData("frozen/classifier.pbtxt")]
    public void ADamagedGraphFileMeetsNothingButOurError(string file)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(TestModels.Folder, file));
        string path = Path.Combine(_folder, Path.GetFileName(file));
        int read = 0;
        for (int seed = 0; seed < s_cases; seed++)
        {
            File.WriteAllBytes(path, Damage.Apply(bytes, new Random(seed), out string how));
            read += IsRead(path, $"case {seed}: {how}") ? 1 : 0;
        }

        Assert.InRange(read, 1, s_cases - 1);
    }

    private static bool IsRead(string path, string how)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        bool isRead = true;
        try
        {
            var metaGraph = ModelFile.Read(path).MetaGraphs[0];
            var variables = VariableList.Of(metaGraph);
            ReachedVariables.Of(metaGraph, variables, ["output:0", "probabilities:0"], ["input:0"]);
        }
        catch (ModelFormatException exception)
        {
            Assert.True(exception.Problem.Message.Length < 10_000, how);
            isRead = false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(how, exception);
        }

        Assert.True(clock.Elapsed < s_longest, $"{how} took {clock.Elapsed}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < MostBytes, how);
        return isRead;
    }
}
