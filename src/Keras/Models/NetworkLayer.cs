using System.Globalization;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers;

namespace TypedModels.Keras.Models;

/// <summary>A model, Sequential or functional, as a layer: the whole of a file, or a part of another model.</summary>
internal sealed class NetworkLayer : Layer
{
    private readonly KerasModelConfig _model;
    private readonly Dictionary<string, NetworkNode> _nodes = new(StringComparer.Ordinal);

    /// <param name="config">The configuration of the model as a layer.</param>
    /// <param name="model">Its layers.</param>
    /// <exception cref="Formats.ModelFormatException">A layer cannot be built, or two have one name.</exception>
    public NetworkLayer(LayerConfig config, KerasModelConfig model)
        : base(config)
    {
        _model = model;
        var names = new LayerNames();
        var segments = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var document in model.Layers)
        {
            // Names that differ in what nodes may not be called, or in case alone, are those of different layers: 'my dense' and 'my_dense'.
            string group = names.Next(document.ClassName);
            string segment = Distinct(NodeNames.Allowed(document.Name), segments);
            string path = config.Path.Length == 0 ? segment : config.Path + "/" + segment;
            var layer = config.Factory.Create(document, path, WeightGroups.OfLayer(config.Groups, group));
            if (_nodes.ContainsKey(document.Name))
            {
                throw KerasFault.Damaged($"two layers are called '{document.Name}'");
            }

            _nodes.Add(document.Name, new NetworkNode(document, layer));
            Weights.AddPart(layer.Weights);
        }
    }

    /// <summary>The layers, in the file's order, by name.</summary>
    public IEnumerable<(KerasLayerConfig Document, Layer Layer)> Layers => _model.Layers.Select(document => (document, _nodes[document.Name].Layer));

    /// <inheritdoc/>
    protected override bool HoldsLayers => true;

    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call) => _model.IsSequential ? Follow(graph, call) : Connect(graph, call);

    private static string Distinct(string name, HashSet<string> taken)
    {
        string distinct = name;
        for (int number = taken.Count; !taken.Add(distinct); number++)
        {
            distinct = name + "_" + number.ToString(CultureInfo.InvariantCulture);
        }

        return distinct;
    }

    private IReadOnlyList<LayerValue> Follow(LayerGraph graph, LayerCall call)
    {
        IReadOnlyList<LayerValue> values = call.Inputs;
        foreach (var (document, layer) in Layers)
        {
            values = document.ClassName == "InputLayer" ? values : layer.Call(graph, LayerCall.Of(values));
        }

        return values;
    }

    private IReadOnlyList<LayerValue> Connect(LayerGraph graph, LayerCall call)
    {
        var given = call.Inputs.Count == _model.Inputs.Count ? call.Inputs : [.. call.Arguments.SelectMany(argument => argument.Values)];
        if (given.Count != _model.Inputs.Count)
        {
            throw KerasFault.Damaged($"it takes {_model.Inputs.Count} tensors and is given {given.Count}");
        }

        var values = new NetworkValues(_nodes);
        for (int i = 0; i < given.Count; i++)
        {
            values.Set(_model.Inputs[i].Tensor, given[i]);
        }

        return [.. _model.Outputs.Select(output => values.Find(graph, output.Tensor))];
    }
}
