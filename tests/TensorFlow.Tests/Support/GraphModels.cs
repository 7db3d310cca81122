using TypedModels.Engines;
using TypedModels.Formats.Models;
using TypedModels.Formats.SavedModels;
using TypedModels.Formats.Variables;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>The models of TensorFlow 1's Saver in the repository, whose signatures the tests say.</summary>
internal static class GraphModels
{
    /// <summary>A graph, with values of a checkpoint for the variables of a scope.</summary>
    /// <param name="graph">The graph's file, in the folder of models.</param>
    /// <param name="checkpoint">The checkpoint's prefix there.</param>
    /// <param name="scope">What the names of the variables that are given values begin with; those of others are left out when <paramref name="shared"/> is null or does not begin them.</param>
    /// <param name="inputs">What is fed, floats.</param>
    /// <param name="outputs">What is fetched, floats.</param>
    /// <param name="shared">What the names of variables begin with that are listed without a value.</param>
    public static EngineModel Read(string graph, string checkpoint, string scope, string[] inputs, string[] outputs, string? shared = null)
    {
        var metaGraph = ModelFile.Read(PathOf(graph)).MetaGraphs[0];
        var variables = Variables(metaGraph).Where(variable => Begins(variable, scope) || (shared is not null && Begins(variable, shared))).ToArray();
        return new EngineModel
        {
            Name = Path.GetFileName(scope.TrimEnd('/')) is { Length: > 0 } name ? name : Path.GetFileNameWithoutExtension(graph),
            Source = PathOf(graph),
            GraphDef = metaGraph.GraphBytes,
            Signatures = [new EngineSignature("call", Tensors(inputs), Tensors(outputs))],
            Variables = [.. variables.Select(Engine)],
            Values = Values(variables.Where(variable => Begins(variable, scope)), checkpoint),
        };
    }

    /// <summary>Values of a checkpoint for a model's variables of a scope.</summary>
    public static VariableValue[] Values(string graph, string checkpoint, string scope) =>
        Values(Variables(ModelFile.Read(PathOf(graph)).MetaGraphs[0]).Where(variable => Begins(variable, scope)), checkpoint);

    /// <summary>A SavedModel whose variables are set from its checkpoint, not by its own operation.</summary>
    public static EngineModel WithValues(EngineModel model, MetaGraphDocument metaGraph)
    {
        var variables = Variables(metaGraph).Where(variable => variable.Function is null && variable.IsRestored).ToArray();
        return model with { Restore = null, Variables = [.. variables.Select(Engine)], Values = [.. variables.Select(variable => Value(variable, model.Restore!.Prefix))] };
    }

    private static VariableValue[] Values(IEnumerable<GraphVariable> variables, string checkpoint) => [.. variables.Select(variable => Value(variable, PathOf(checkpoint)))];

    private static VariableValue Value(GraphVariable variable, string prefix) => new(Engine(variable), new CheckpointData(prefix, variable.SavedNames[0], variable.DataType));

    private static EngineVariable Engine(GraphVariable variable) => new(variable.Node, variable.DataType, variable.Shape, variable.Kind == VariableKind.Resource);

    private static IReadOnlyList<GraphVariable> Variables(MetaGraphDocument metaGraph) => VariableList.Of(metaGraph).Variables;

    private static bool Begins(GraphVariable variable, string scope) => variable.Node.StartsWith(scope, StringComparison.Ordinal);

    private static EngineTensor[] Tensors(string[] names) => Array.ConvertAll(names, name => new EngineTensor(name, DataType.Float));

    private static string PathOf(string name) => Path.Combine(ModelFolders.Root, name);
}
