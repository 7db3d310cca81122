using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Extraction;

/// <summary>Checks that the tensors signatures name are in the graph, with the types the signatures say.</summary>
internal static class SignatureCheck
{
    private const string Remedy = "The signature does not belong to this graph: export the model again";

    /// <summary>Checks every signature that can be called.</summary>
    /// <exception cref="ModelFormatException">A signature contradicts the graph.</exception>
    public static void Check(MetaGraphDocument metaGraph)
    {
        foreach (var signature in metaGraph.Signatures)
        {
            foreach (var input in signature.Inputs)
            {
                Check(metaGraph, $"{signature.Key}: the input {input.Key}", input.Value);
            }

            foreach (var output in signature.Outputs)
            {
                Check(metaGraph, $"{signature.Key}: the output {output.Key}", output.Value);
            }
        }
    }

    private static void Check(MetaGraphDocument metaGraph, string argument, TensorInfoDocument info)
    {
        if (info.Sparse is { } sparse)
        {
            Check(metaGraph, argument, sparse.Values, info.DataType);
            Check(metaGraph, argument, sparse.Indices, DataType.Int64);
            Check(metaGraph, argument, sparse.DenseShape, DataType.Int64);
        }
        else if (info.Composite is { } composite)
        {
            foreach (var component in composite.Components)
            {
                Check(metaGraph, argument, component);
            }
        }
        else
        {
            Check(metaGraph, argument, info.Name, info.DataType);
        }
    }

    private static void Check(MetaGraphDocument metaGraph, string argument, string name, DataType type)
    {
        int node = -1;
        var tensor = TensorName.TryParse(name);
        if (tensor is { } found)
        {
            node = metaGraph.Graph.Nodes.IndexOf(found.Node);
        }

        if (node < 0)
        {
            throw Error(ExtractionError.UnknownTensor, $"{argument} is the tensor '{name}', which the graph does not have");
        }

        var outputs = OutputTypes.Of(metaGraph, metaGraph.Graph.Nodes[node]);
        if (outputs is null)
        {
            return; // An operation that the file does not define: TensorFlow knows it, or refuses it at load.
        }

        if (tensor!.Value.Index >= outputs.Count)
        {
            throw Error(ExtractionError.UnknownOutput, $"{argument} is the tensor '{name}', but {tensor.Value.Node} has {Outputs(outputs.Count)}");
        }

        if (outputs[tensor.Value.Index] is { } actual && actual.Value() != type.Value())
        {
            throw Error(ExtractionError.WrongType, $"{argument} is {type.Value().ToWord()} in the signature and {actual.Value().ToWord()} in the graph (tensor '{name}')");
        }
    }

    private static string Outputs(long count) => count == 1 ? "one output" : $"{count} outputs";

    private static ModelFormatException Error(ExtractionError error, string problem) => new(new ModelProblem(error, null, problem, Remedy));
}
