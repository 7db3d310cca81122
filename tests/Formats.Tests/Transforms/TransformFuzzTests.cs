using System.Diagnostics;
using TypedModels.Formats;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;
using TypedModels.Formats.Transforms;

namespace TypedModels.Tests.Transforms;

/// <summary>Graphs that are damaged at random are transformed, or refused by an exception of ours, in bounded time and memory.</summary>
public sealed class TransformFuzzTests
{
    private const int Cases = 400;
    private const long MostAllocated = 1L << 30;

    public static TheoryData<string> Models => ["counter", "control_flow", "sentiment", "tf1_saved_model", "names", "lstm"];

    [Theory]
    [MemberData(nameof(Models))]
    public void ADamagedGraphIsTransformedOrRefused(string name)
    {
        var metaGraph = new SavedModelDocument(File.ReadAllBytes(Path.Combine(TestModels.FolderOf(name), "saved_model.pb"))).MetaGraphs[0];
        byte[] graph = metaGraph.GraphBytes.ToArray();
        string[] outputs = [.. metaGraph.Signatures.SelectMany(signature => signature.Outputs.Values).SelectMany(output => output.TensorNames)];
        int transformed = 0;
        for (int seed = 0; seed < Cases; seed++)
        {
            byte[] damaged = Damage.Apply(graph, new Random(seed), out string how);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            transformed += Survives(() => GraphInliner.Inline(new GraphDocument(damaged)), how)
                + Survives(() => GraphPrefixer.Prefix(new GraphDocument(damaged), "p/"), how)
                + Survives(() => GraphPruner.Prune(new GraphDocument(damaged), outputs), how)
                + Survives(() => GraphDevices.Clear(damaged), how);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{name}, {how}: {clock.Elapsed}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < MostAllocated, $"{name}, {how}");
        }

        Assert.InRange(transformed, Cases / 10, 4 * Cases);
    }

    private static int Survives(Func<byte[]> transform, string how)
    {
        try
        {
            // What comes out is a graph.
            _ = new GraphDocument(transform());
            return 1;
        }
        catch (ModelFormatException)
        {
            return 0;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{how}: {exception.Message}", exception);
        }
    }
}
