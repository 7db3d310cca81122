using TypedModels.Engines;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Transforms;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.Engine.Tests.Transforms;

/// <summary>Models answer the same when their graphs were transformed.</summary>
public sealed class TransformedModelsTests
{
    private static readonly string s_answers = Path.Combine(ModelFolders.Root, "answers");

    /// <summary>The SavedModels: a graph file has no signatures of its own that could be transformed with it.</summary>
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(s_answers, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => File.Exists(Path.Combine(ModelFolders.Root, name.Replace('.', '/'), "saved_model.pb"))).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void AnInlinedGraphAnswersAlike(string file)
    {
        AssertSame(file, Inline);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void AnInlinedGraphAnswersAlikeOnTensorFlow(string file)
    {
        Assert.Empty(Answers(file).Replay(Inline));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void APrefixedGraphAnswersAlike(string file)
    {
        AssertSame(file, model => Prefix(model, "other/"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void APrefixedGraphAnswersAlikeOnTensorFlow(string file)
    {
        Assert.Empty(Answers(file).Replay(model => Prefix(model, "other/")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void APrunedGraphAnswersAlike(string file)
    {
        AssertSame(file, Prune);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void NoCallThatASignatureReachesIsLeft(string file)
    {
        AssertSame(
            file,
            model =>
            {
                var inlined = new GraphDocument(Inline(model).GraphDef);
                var pruned = new GraphDocument(GraphPruner.Prune(inlined, model.Signatures.SelectMany(signature => signature.Outputs).Select(output => output.Name)));
                Assert.False(pruned.Nodes.ContainsOperation("PartitionedCall", "StatefulPartitionedCall"));
                return model;
            });
    }

    // Where the managed engine differs from TensorFlow without any transform, it differs in the same way with one.
    private static void AssertSame(string file, Func<EngineModel, EngineModel> change) =>
        Assert.Equal(Answers(file).Replay(null, OpenManaged), Answers(file).Replay(change, OpenManaged));

    private static RecordedAnswers Answers(string file) => new(Path.Combine(s_answers, file + ".json"));

    private static EngineSession OpenManaged(EngineModel model) => new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);

    private static EngineModel Inline(EngineModel model) => With(model, GraphInliner.Inline(new GraphDocument(model.GraphDef), model.Signatures.SelectMany(signature => signature.Outputs).Select(output => output.Name)), "");

    private static EngineModel Prune(EngineModel model)
    {
        var targets = model.Signatures.SelectMany(signature => signature.Inputs.Concat(signature.Outputs)).Select(tensor => tensor.Name);
        string[] kept = model.Restore is { } restore ? [restore.FileNameTensor, restore.Operation] : [];
        return With(model, GraphPruner.Prune(new GraphDocument(model.GraphDef), [.. targets, .. kept, .. model.Initialisers, .. model.Assets.Select(asset => asset.Tensor)]), "");
    }

    internal static EngineModel Prefix(EngineModel model, string prefix) => With(model, GraphPrefixer.Prefix(new GraphDocument(model.GraphDef), prefix), prefix);

    private static EngineModel With(EngineModel model, byte[] graph, string prefix)
    {
        EngineTensor Tensor(EngineTensor tensor) => new(prefix + tensor.Name, tensor.DataType);
        return model with
        {
            GraphDef = graph,
            Signatures = [.. model.Signatures.Select(signature => new EngineSignature(signature.Key, [.. signature.Inputs.Select(Tensor)], [.. signature.Outputs.Select(Tensor)]))],
            Restore = model.Restore is { } restore ? new RestoreStep(prefix + restore.FileNameTensor, prefix + restore.Operation, restore.Prefix) : null,
            Initialisers = [.. model.Initialisers.Select(operation => prefix + operation)],
            Assets = [.. model.Assets.Select(asset => new AssetFile(prefix + asset.Tensor, asset.Path))],
        };
    }
}
