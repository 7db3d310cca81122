using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers;

namespace TypedModels.Keras.Models;

/// <summary>The tensors between the layers of a functional model in one call of it: each is added to the graph when one that needs it is.</summary>
/// <param name="nodes">The layers by name.</param>
internal sealed class NetworkValues(IReadOnlyDictionary<string, NetworkNode> nodes)
{
    private readonly Dictionary<(string Layer, int Call), IReadOnlyList<LayerValue>?> _results = [];
    private readonly Dictionary<KerasTensorReference, LayerValue> _given = [];

    /// <summary>Says what the model is given for one of its inputs.</summary>
    public void Set(KerasTensorReference tensor, LayerValue value) => _given[tensor] = value;

    /// <summary>A tensor.</summary>
    /// <exception cref="Formats.ModelFormatException">There is none, or layers wait for one another in a circle.</exception>
    public LayerValue Find(LayerGraph graph, KerasTensorReference wanted)
    {
        // A stack of our own: models are chains of hundreds of layers.
        var pending = new Stack<KerasTensorReference>();
        pending.Push(wanted);
        while (pending.Count > 0)
        {
            var next = pending.Peek();
            var key = (next.Layer, next.Call);
            if (_given.ContainsKey(next) || (_results.TryGetValue(key, out var known) && known is not null))
            {
                pending.Pop();
                continue;
            }

            var call = CallOf(next);
            KerasTensorReference[] missing = [.. call.Tensors.Where(tensor => !IsKnown(tensor))];
            if (missing.Length == 0)
            {
                pending.Pop();
                _results[key] = nodes[next.Layer].Layer.Call(graph, Resolve(call));
            }
            else if (!_results.ContainsKey(key))
            {
                _results.Add(key, null);
                foreach (var tensor in missing)
                {
                    pending.Push(tensor);
                }
            }
            else
            {
                throw KerasFault.Damaged($"the layer '{next.Layer}' needs what is made of it itself");
            }
        }

        return Known(wanted);
    }

    private bool IsKnown(KerasTensorReference tensor) => _given.ContainsKey(tensor) || (_results.TryGetValue((tensor.Layer, tensor.Call), out var known) && known is not null);

    private LayerValue Known(KerasTensorReference tensor) => _given.TryGetValue(tensor, out var given) ? given
        : _results[(tensor.Layer, tensor.Call)] is { } results && tensor.Output < results.Count ? results[tensor.Output]
        : throw KerasFault.Damaged($"a layer reads {tensor}, and '{tensor.Layer}' gives {_results[(tensor.Layer, tensor.Call)]!.Count} tensors");

    private KerasCall CallOf(KerasTensorReference tensor)
    {
        if (!nodes.TryGetValue(tensor.Layer, out var node))
        {
            throw KerasFault.Damaged($"{tensor} is read, and there is no layer '{tensor.Layer}'");
        }

        return tensor.Call < node.Document.Calls.Count
            ? node.Document.Calls[tensor.Call]
            : throw KerasFault.Damaged($"{tensor} is read, and the layer '{tensor.Layer}' is called {node.Document.Calls.Count} times");
    }

    private LayerCall Resolve(KerasCall call) =>
        new([.. call.Arguments.Select(Resolve)], call.Named.ToDictionary(argument => argument.Key, argument => Resolve(argument.Value), StringComparer.Ordinal));

    private LayerArgument Resolve(KerasArgument argument) =>
        argument.Tensor is { } tensor ? LayerArgument.Of(Known(tensor))
        : argument.Items is { } items ? new LayerArgument(null, [.. items.Select(Resolve)], null)
        : new LayerArgument(null, null, argument.Value);
}
