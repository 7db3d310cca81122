using TypedModels.Engines;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Engine.Tests.Support;

/// <summary>Models whose variables are given values from outside.</summary>
internal static class VariableModels
{
    /// <summary>The folder of the graph with one encoder and three decoders.</summary>
    public static string SharedEncoderFolder { get; } = Path.Combine(ModelFolders.Models, "shared_encoder");

    /// <summary>A graph of <c>tf.train.Saver</c> with the variables of a checkpoint; nothing of it restores or initialises itself.</summary>
    /// <param name="metaFile">The graph.</param>
    /// <param name="prefix">The checkpoint.</param>
    /// <param name="signatures">Input and output of each signature: floats.</param>
    public static EngineModel FromCheckpoint(string metaFile, string prefix, params (string Input, string Output)[] signatures)
    {
        var model = OfGraph(new MetaGraphDocument(File.ReadAllBytes(metaFile)).GraphBytes, signatures);
        return model with { Name = Path.GetFileName(prefix), Variables = [.. Values(model, prefix).Select(value => value.Variable)], Values = Values(model, prefix) };
    }

    /// <summary>A graph whose variables have no values yet.</summary>
    public static EngineModel OfGraph(ReadOnlyMemory<byte> graph, params (string Input, string Output)[] signatures) => new()
    {
        Name = "hand_made",
        Source = "hand_made",
        GraphDef = graph,
        Signatures = [.. signatures.Select(signature => new EngineSignature(signature.Output, Tensors(signature.Input), Tensors(signature.Output)))],
        Variables = VariablesOf(graph),
    };

    /// <summary>A part of the graph with one encoder and three decoders, as a model of its own.</summary>
    public static EngineModel PartOfSharedEncoder(string checkpoint, params (string Input, string Output)[] signatures) =>
        FromCheckpoint(Path.Combine(SharedEncoderFolder, "all.ckpt.meta"), Path.Combine(SharedEncoderFolder, checkpoint), signatures);

    /// <summary>A decoder together with the encoder's variables, whose values are to come from elsewhere.</summary>
    public static EngineModel DecoderOverEncoder(string decoder)
    {
        var model = PartOfSharedEncoder(decoder + ".ckpt", ("input:0", decoder + "/output:0"));
        return model with { Variables = [.. model.Variables, .. VariablesOf(model.GraphDef).Where(variable => variable.Node.StartsWith("encoder/", StringComparison.Ordinal))] };
    }

    /// <summary>The variables of a model under a scope, to be shared with one of the same names.</summary>
    public static SharedVariable[] SharedUnder(EngineModel model, string scope) =>
        [.. model.Variables.Where(variable => variable.Node.StartsWith(scope, StringComparison.Ordinal)).Select(variable => new SharedVariable(variable.Node, variable.Node))];

    /// <summary>The variables of a graph.</summary>
    public static EngineVariable[] VariablesOf(ReadOnlyMemory<byte> graph) =>
    [
        .. new GraphDocument(graph).Nodes.Where(node => node.Operation is "VarHandleOp" or "VariableV2").Select(node => new EngineVariable(
            node.Name, node.Attributes["dtype"]?.Type ?? DataType.Invalid, node.Attributes["shape"]?.Shape ?? TensorShape.Unknown, node.Operation == "VarHandleOp")),
    ];

    /// <summary>What a checkpoint holds of a graph's variables, by their names.</summary>
    public static VariableValue[] Values(EngineModel model, string prefix)
    {
        using var checkpoint = Checkpoint.Open(prefix);
        var keys = checkpoint.Keys.ToHashSet(StringComparer.Ordinal);
        return [.. VariablesOf(model.GraphDef).Where(variable => keys.Contains(variable.Node)).Select(variable => new VariableValue(variable, new CheckpointValue(prefix, variable.Node)))];
    }

    /// <summary>A value for a variable of a model.</summary>
    public static VariableValue Value(EngineModel model, string node, VariableData data) => new(model.Variables.Single(variable => variable.Node == node), data);

    /// <summary>Loads a model.</summary>
    public static EngineSession Open(EngineModel model, ModelOptions? options = null) => new ManagedEngine().Open(model, options ?? new ModelOptions(), _ => { }, CancellationToken.None);

    /// <summary>Loads a model that shares variables.</summary>
    public static EngineSession OpenSharing(EngineSession owner, EngineModel model, params SharedVariable[] shared) =>
        owner.OpenSharing(model, shared, new ModelOptions(), _ => { }, CancellationToken.None);

    /// <summary>Gives variables other values at once.</summary>
    public static void Restore(EngineSession session, params VariableValue[] values)
    {
        using var prepared = session.Prepare(values, CancellationToken.None);
        prepared.Commit();
    }

    private static EngineTensor[] Tensors(string names) => [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => new EngineTensor(name, DataType.Float))];
}
