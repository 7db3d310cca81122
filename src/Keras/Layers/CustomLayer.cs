using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers;

/// <summary>A layer of a user's own class, built by what the user says of it.</summary>
/// <param name="config">Its configuration.</param>
/// <param name="function">What it computes.</param>
internal sealed class CustomLayer(LayerConfig config, CustomLayerFunction function) : Layer(config)
{
    private readonly Dictionary<string, Weight> _weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Layer> _parts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var inputs = call.Arguments.Concat(call.Named.Values).SelectMany(argument => argument.Values).ToArray();
        var outputs = function(new CustomLayerCall(graph, Config.Document, [.. inputs.Select(input => input.Tensor)])
        {
            Weight = (name, shape) => Weight(graph, name, shape),
            Part = (attribute, className, part, given) => Part(graph, attribute, className, part, given),
        });
        return [.. outputs.Select(output => new LayerValue(output, inputs is [var single] ? single.Mask : null))];
    }

    private GraphTensor Weight(LayerGraph graph, string name, TensorShape shape)
    {
        if (!_weights.TryGetValue(name, out var weight))
        {
            _weights.Add(name, weight = AddWeight(name, shape.Dimensions.AsSpan()));
        }

        return Read(graph, weight);
    }

    private IReadOnlyList<GraphTensor> Part(LayerGraph graph, string attribute, string className, JsonValue part, IReadOnlyList<GraphTensor> inputs)
    {
        if (!_parts.TryGetValue(attribute, out var layer))
        {
            var document = new KerasLayerConfig { ClassName = className, Name = attribute, Config = part.With("name", JsonValue.Of(attribute)), Generation = Config.Generation };
            layer = Config.Factory.Create(document, Config.Path + "/" + NodeNames.Allowed(attribute), WeightGroups.Inside(Config.Groups, [attribute]));
            Weights.AddPart(layer.Weights);
            _parts.Add(attribute, layer);
        }

        return [.. layer.Call(graph, LayerCall.Of([.. inputs.Select(input => new LayerValue(input))])).Select(value => value.Tensor)];
    }
}
