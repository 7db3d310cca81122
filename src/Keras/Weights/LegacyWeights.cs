using TypedModels.Formats.Hdf5;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Models;

namespace TypedModels.Keras.Weights;

/// <summary>
/// The layout of Keras 1 and 2, which Keras 3 still writes into whole <c>.h5</c> models: a group for each layer, which <c>layer_names</c> lists, with arrays that its <c>weight_names</c> lists in the order of <c>layer.weights</c>
/// (<c>keras/src/legacy/saving/legacy_h5_format.py</c>). An attribute too long for HDF5 is split into <c>layer_names0</c>, <c>layer_names1</c>, ….
/// </summary>
internal sealed class LegacyWeights
{
    // Lists may name one group over and over, and that one array.
    private const int MostWeights = 1 << 17;

    private readonly List<(string Name, IReadOnlyList<StoredWeight> Weights)> _layers = [];

    private LegacyWeights()
    {
    }

    /// <summary>The layers that have weights, in the file's order.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<StoredWeight> Weights)> Layers => _layers;

    /// <summary>The arrays by the names of their weights: <c>dense/kernel</c>.</summary>
    public IEnumerable<KeyValuePair<string, StoredWeight>> ByName => _layers.SelectMany(layer => layer.Weights.Select(stored => new KeyValuePair<string, StoredWeight>(NameOf(layer.Name, stored), stored)));

    /// <summary>Reads which arrays there are; null where the group is not laid out so.</summary>
    /// <param name="group">The group <c>model_weights</c> of a whole model, or the root of a file of weights.</param>
    /// <exception cref="Formats.ModelFormatException">The file is damaged.</exception>
    public static LegacyWeights? Read(Hdf5Group group)
    {
        if (TextsOf(group, "layer_names") is not { } names)
        {
            return null;
        }

        var weights = new LegacyWeights();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int count = 0;
        foreach (string name in names)
        {
            if (!seen.Add(name))
            {
                throw KerasFault.Damaged($"layer_names lists '{name}' twice");
            }

            var layer = group.FindGroup(name) ?? throw KerasFault.Damaged($"layer_names lists '{name}', and there is no such group in {group.Path}");
            var weightNames = TextsOf(layer, "weight_names") ?? [];
            count += weightNames.Count;
            if (count > MostWeights)
            {
                throw KerasFault.Unsupported($"The file lists more than {MostWeights} weights");
            }

            var stored = weightNames.Where(weight => !IsOfRandomGenerator(weight)).Select(weight => (StoredWeight)new DatasetWeight(
                layer.FindDataset(weight) ?? throw KerasFault.Damaged($"weight_names of '{name}' lists '{weight}', and there is no such array"))).ToArray();
            if (stored.Length > 0)
            {
                weights._layers.Add((name, stored));
            }
        }

        return weights;
    }

    /// <summary>Finds the weights of a model.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="byName">Whether layers are told by their names; else by their order, unless the file has another number of them.</param>
    /// <param name="backend">What Keras ran on when it wrote the file, as far as it says so.</param>
    public WeightMatch Match(KerasGraph graph, bool byName, string? backend)
    {
        var match = new WeightMatch();
        var order = new LegacyOrder((backend ?? graph.Backend) == "theano");
        KerasTopLayer[] wanted = [.. graph.Layers.Where(layer => layer.Weights.All.Any())];
        if (!byName && wanted.Length == _layers.Count)
        {
            for (int i = 0; i < wanted.Length; i++)
            {
                order.Match(match, wanted[i], _layers[i].Weights);
            }

            return match;
        }

        var byNames = wanted.ToDictionary(layer => layer.Name, StringComparer.Ordinal);
        foreach (var (name, stored) in _layers)
        {
            if (byNames.TryGetValue(name, out var layer) && byName)
            {
                match.RequireWhole(layer, () => order.Match(match, layer, stored));
            }
            else if (layer is not null)
            {
                order.Match(match, layer, stored);
            }
            else
            {
                match.AddInOrder([], stored);
            }
        }

        return match;
    }

    // Layers that only act in training keep the state of their generator among the weights (tf.random.Generator's StateVar).
    private static bool IsOfRandomGenerator(string weight) => weight.Remove(0, weight.LastIndexOf('/') + 1).StartsWith("StateVar", StringComparison.Ordinal);

    // weight_names are paths in the layer's group: dense/kernel:0, or a bare kernel.
    private static string NameOf(string layer, StoredWeight stored)
    {
        const string FirstOutput = ":0";

        // HDF5 finds '//dense' as 'dense'.
        string group = string.Join("/", layer.Split(['/'], StringSplitOptions.RemoveEmptyEntries)) + "/";
        int start = stored.Name.IndexOf(group, StringComparison.Ordinal);
        string inGroup = start < 0 ? stored.Name : stored.Name.Remove(0, start + group.Length);
        string name = inGroup.EndsWith(FirstOutput, StringComparison.Ordinal) ? inGroup.Remove(inGroup.Length - FirstOutput.Length) : inGroup;
        return name.IndexOf('/') < 0 ? layer + "/" + name : name;
    }

    private static List<string>? TextsOf(Hdf5Group group, string name)
    {
        if (group.Attributes.Texts(name) is { } whole)
        {
            return [.. whole];
        }

        List<string>? parts = null;
        for (int i = 0; group.Attributes.Texts(name + i.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } part; i++)
        {
            (parts ??= []).AddRange(part);
        }

        return parts;
    }
}
