using System.Text;
using Google.Protobuf;
using Tensorflow;
using TypedModels.Formats.TextFormat;

namespace TypedModels.Tests.TextFormat;

/// <summary>Messages printed as text and parsed by us are the same messages to Google.Protobuf.</summary>
public sealed class TextAgreementTests
{
    private static readonly MessageParser<MetaGraphDef> s_metaGraphs = MetaGraphDef.Parser.WithDiscardUnknownFields(true);

    private static readonly MessageParser<GraphDef> s_graphs = GraphDef.Parser.WithDiscardUnknownFields(true);

    public static TheoryData<string> AllModels => TestModels.All;

    public static TheoryData<string> MetaGraphs => [.. Directory.EnumerateFiles(TestModels.Folder, "*.meta", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(TestModels.Folder, file))];

    [Theory, MemberData(nameof(AllModels))]
    public void TheGraphsOfEverySavedModelAreTheSameThroughText(string model)
    {
        var saved = SavedModel.Parser.WithDiscardUnknownFields(true).ParseFrom(File.ReadAllBytes(Path.Combine(TestModels.FolderOf(model), "saved_model.pb")));

        Assert.All(saved.MetaGraphs, AssertSame);
    }

    [Theory, MemberData(nameof(MetaGraphs))]
    public void EveryMetaGraphOfASaverIsTheSameThroughText(string file) => AssertSame(s_metaGraphs.ParseFrom(File.ReadAllBytes(Path.Combine(TestModels.Folder, file))));

    [Fact]
    public void TheFrozenGraphInTextFormIsTheOneInBinaryForm()
    {
        byte[] parsed = TextParser.ToBinary(File.ReadAllBytes(Path.Combine(TestModels.FolderOf("frozen"), "classifier.pbtxt")), "GraphDef");

        Assert.Equal(s_graphs.ParseFrom(File.ReadAllBytes(Path.Combine(TestModels.FolderOf("frozen"), "classifier.pb"))), s_graphs.ParseFrom(parsed));
    }

    private static void AssertSame(MetaGraphDef metaGraph)
    {
        Assert.Equal(metaGraph, s_metaGraphs.ParseFrom(TextParser.ToBinary(Encoding.UTF8.GetBytes(TextPrinter.Print(metaGraph)), "MetaGraphDef")));
        Assert.Equal(metaGraph, s_metaGraphs.ParseFrom(TextParser.ToBinary(Encoding.UTF8.GetBytes(TextPrinter.Print(metaGraph, isPacked: true)), "MetaGraphDef")));
        Assert.Equal(metaGraph.GraphDef, s_graphs.ParseFrom(TextParser.ToBinary(Encoding.UTF8.GetBytes(TextPrinter.Print(metaGraph.GraphDef)), "GraphDef")));
    }
}
