using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Formats.SavedModels;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers;

namespace TypedModels.Keras.Models;

/// <summary>Makes a graph of the configuration of a model: its inputs become placeholders, its weights variables, and what it computes the one signature, <c>predict</c>.</summary>
internal static class KerasGraphBuilder
{
    /// <summary>The key of the signature.</summary>
    public const string SignatureKey = "predict";

    // Whose operations the graph uses.
    private const string TensorFlowVersion = "2.16.2";

    /// <summary>Builds the graph.</summary>
    /// <param name="model">The configuration.</param>
    /// <param name="custom">The layers of the user's own classes.</param>
    /// <param name="assets">The files that layers were saved with.</param>
    /// <exception cref="Formats.ModelFormatException">A layer is not known, or the configuration contradicts itself.</exception>
    public static KerasGraph Build(KerasModelConfig model, ICustomLayers custom, ILayerAssets assets)
    {
        // The root has no name: its layers' are those of the graph.
        var document = new KerasLayerConfig { ClassName = model.IsSequential ? "Sequential" : "Functional", Name = "", Config = JsonValue.Empty, Generation = model.Generation, Model = model };
        var network = new NetworkLayer(new LayerConfig(document, "", WeightGroups.Root, new LayerFactory(custom, assets)), model);
        var graph = new LayerGraph();
        var inputs = ModelInputs.Of(model);
        var values = inputs.Select(input => new LayerValue(graph.Node("Placeholder").Named(input.Key).With("dtype", input.DataType).With("shape", input.Shape).Output())).ToArray();
        var results = network.Call(graph, LayerCall.Of(values));
        var keys = ModelOutputs.KeysOf(model, results.Count);
        var outputs = results.Select((result, index) => graph.Identity(result.Tensor, keys[index])).ToArray();
        var signature = new SignatureContent(
            SignatureKey,
            inputs.Zip(values, (input, value) => (input.Key, value.Tensor)).ToDictionary(input => input.Key, input => Argument(input.Tensor), StringComparer.Ordinal),
            keys.Zip(outputs, (key, output) => (Key: key, Tensor: output)).ToDictionary(output => output.Key, output => Argument(output.Tensor), StringComparer.Ordinal));
        return new KerasGraph(
            MetaGraphOf(graph, signature),
            network.Weights,
            [.. network.Layers.Select(layer => new KerasTopLayer(layer.Document.Name, layer.Document.ClassName, layer.Layer.Weights))]) { Backend = model.Backend };
    }

    private static ArgumentContent Argument(GraphTensor tensor) => new(tensor.Name + ":0", tensor.DataType, tensor.Shape);

    private static MetaGraphDocument MetaGraphOf(LayerGraph graph, SignatureContent signature)
    {
        string? initialiser = graph.Initialisers.Count > 0 ? graph.Node("NoOp").Named("init").WaitFor([.. graph.Initialisers]).Add() : null;
        var content = new SavedModelContent { Graph = graph.ToGraphDef(), Signatures = [signature], TensorFlowVersion = TensorFlowVersion, InitOperation = initialiser };
        return new SavedModelDocument(SavedModelWriter.Write(content)).MetaGraphs[0];
    }
}
