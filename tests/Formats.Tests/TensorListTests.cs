using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.SavedModels;
using static TypedModels.Tests.HandMadeModels;

namespace TypedModels.Tests;

public sealed class TensorListTests
{
    [Fact]
    public void AModelHasTheTensorsInItsGoldenFile() => GoldenFile.AssertEqual("counter.tensors", List(SavedModelFile.Read(TestModels.FolderOf("counter")).Document.MetaGraphs[0]));

    [Fact]
    public void TensorsAreSortedAndWhatTheFileDoesNotSayIsLeftOpen()
    {
        var shape = new WireWriter().Message(7, Shape(new TensorShape(-1, 3)));
        var graph = Graph(
            Node("b", "Placeholder", [], ("dtype", Type(DataType.Float)), ("shape", shape)), Placeholder("a", DataType.Int32), Node("B", "Placeholder", []),
            Node("unknown", "MyCompanyAdd", []));

        Assert.Equal(
            "typedmodels tensors 1\nB:0 Placeholder ? ?\na:0 Placeholder int32 ?\nb:0 Placeholder float [?, 3]\n",
            List(Assert.Single(new SavedModelDocument(Of(graph)).MetaGraphs)));
    }

    [Fact]
    public void AnAbsurdNumberOfOutputsIsRefused()
    {
        var split = new WireWriter().Text(1, "Split").Message(3, new WireWriter().Text(1, "output").Varint(3, 1).Text(5, "n"));
        var metaGraph = new WireWriter().Message(1, new WireWriter().Message(2, new WireWriter().Message(1, split)))
            .Message(2, Graph(Node("s", "Split", [], ("n", new WireWriter().Varint(3, 1L << 40)))));

        var error = Assert.Throws<ModelFormatException>(() => List(new MetaGraphDocument(metaGraph.ToArray())));
        Assert.Contains("The node s has 2147483647 outputs", error.Message, StringComparison.Ordinal);
    }

    private static string List(MetaGraphDocument metaGraph)
    {
        var writer = new StringWriter();
        TensorList.Write(writer, metaGraph);
        return writer.ToString();
    }
}
