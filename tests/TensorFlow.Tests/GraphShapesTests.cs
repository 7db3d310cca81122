using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.SavedModels;
using TypedModels.Formats.Shapes;
using TypedModels.TensorFlow.Interop;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

/// <summary>Our shapes against those that TensorFlow infers while it imports the same graph.</summary>
public sealed class GraphShapesTests(ITestOutputHelper output)
{
    [Fact]
    public void NoShapeOfAModelContradictsTensorFlow() => Compare(SavedModels(), believesDeclared: true, leastShare: 0.9);

    [Fact]
    public void FrozenAndSaverGraphsAreAsWellKnownAsToTensorFlowWithoutWhatNodesDeclare()
    {
        var graphs = OtherGraphs().ToArray();
        Assert.SkipWhen(graphs.Length == 0, "there are no frozen graphs beside the repository");
        Compare(graphs, believesDeclared: false, leastShare: 0.95);
    }

    private void Compare(IEnumerable<(string Name, MetaGraphDocument MetaGraph)> graphs, bool believesDeclared, double leastShare)
    {
        var library = RealLibrary.Library;
        var contradictions = new List<string>();
        var vaguer = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int known = 0, asPrecise = 0;
        foreach (var (name, metaGraph) in graphs)
        {
            using var imported = Import(library, metaGraph, believesDeclared);
            if (imported is null)
            {
                continue;
            }

            var shapes = GraphShapes.Of(metaGraph, believesDeclared);
            foreach (var node in metaGraph.Graph.Nodes)
            {
                var theirs = imported.Outputs(node.Name);
                for (int i = 0; i < theirs.Length; i++)
                {
                    var (type, shape) = shapes.Infer(new TensorName(node.Name, i));
                    bool fits = InferredShape.Of(shape).MayEqual(InferredShape.Of(theirs[i].Shape)) && (int)(type ?? theirs[i].Type) == (int)theirs[i].Type % 100;
                    if (!fits)
                    {
                        contradictions.Add($"{name}: {node} {i}: {type} {shape}, TensorFlow {theirs[i]}");
                    }

                    bool isPrecise = InferredShape.Of(shape).And(InferredShape.Of(theirs[i].Shape)).ToTensorShape() == shape;
                    known += theirs[i].Shape.HasRank ? 1 : 0;
                    asPrecise += theirs[i].Shape.HasRank && isPrecise ? 1 : 0;
                    if (!isPrecise)
                    {
                        vaguer[node.Operation] = vaguer.GetValueOrDefault(node.Operation) + 1;
                        output.WriteLine($"{name}: {node} {i}: {shape}, TensorFlow {theirs[i].Shape}");
                    }
                }
            }
        }

        output.WriteLine($"{asPrecise} of {known} as precise; vaguer: {string.Join(", ", vaguer.OrderByDescending(row => row.Value).Select(row => $"{row.Key} {row.Value}"))}");
        Assert.Empty(contradictions);
        Assert.InRange((double)asPrecise / Math.Max(1, known), leastShare, 1);
    }

    // Graphs with operations of other libraries cannot be imported.
    private static ImportedShapes? Import(TensorFlowLibrary library, MetaGraphDocument metaGraph, bool believesDeclared)
    {
        try
        {
            return new ImportedShapes(library, believesDeclared ? metaGraph.GraphBytes : WithoutDeclared(metaGraph.GraphBytes));
        }
        catch (TensorFlowException)
        {
            return null;
        }
    }

    // The attribute's name is replaced by another of the same length, which means nothing.
    private static byte[] WithoutDeclared(ReadOnlyMemory<byte> graph)
    {
        byte[] bytes = graph.ToArray();
        for (int at = 0; bytes.AsSpan(at).IndexOf("_output_shapes"u8) is >= 0 and var found; at += found + 1)
        {
            "_output_shapez"u8.CopyTo(bytes.AsSpan(at + found));
        }

        return bytes;
    }

    private static IEnumerable<(string, MetaGraphDocument)> SavedModels()
    {
        foreach (string file in Directory.EnumerateFiles(ModelFolders.Root, SavedModelFile.FileName, SearchOption.AllDirectories).Where(file => !file.Contains("refused", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            foreach (var metaGraph in SavedModelFile.Read(file).Document.MetaGraphs)
            {
                yield return (Path.GetRelativePath(ModelFolders.Root, file), metaGraph);
            }
        }
    }

    private static IEnumerable<(string, MetaGraphDocument)> OtherGraphs()
    {
        foreach (string file in ModelFolders.Shared is { } folder ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            if (file.EndsWith(".meta", StringComparison.Ordinal))
            {
                yield return (file, new MetaGraphDocument(File.ReadAllBytes(file)));
            }
            else if (file.EndsWith(".pb", StringComparison.Ordinal) && Path.GetFileName(Path.GetDirectoryName(file)) == "frozen")
            {
                yield return (file, new MetaGraphDocument(new WireWriter().Bytes(2, File.ReadAllBytes(file)).ToArray()));
            }
        }
    }
}
