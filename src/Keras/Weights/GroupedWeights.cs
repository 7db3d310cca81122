using System.Globalization;
using TypedModels.Formats.Hdf5;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers;
using TypedModels.Keras.Models;

namespace TypedModels.Keras.Weights;

/// <summary>
/// The layout of Keras 3, and of <c>.keras</c> archives of Keras 2: a group <c>layers/conv2d_1</c> for each layer, with <c>vars/0</c>, <c>vars/1</c>, … in it, and further groups for what the layer holds
/// (<c>keras/src/saving/saving_lib.py</c>). What Windows saved has backslashes as parts of names.
/// </summary>
/// <param name="root">The root of the file.</param>
internal sealed class GroupedWeights(Hdf5Group root)
{
    private const string Variables = "vars";

    /// <summary>Whether a file is laid out so.</summary>
    public bool IsThere => WeightGroups.Root.Any(collection => root.FindGroup(collection) is not null) || root.Names.Any(IsOfLayer);

    /// <summary>Finds the weights of a model.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="byName">Whether layers are told by their names, and not by their class and place.</param>
    /// <exception cref="Formats.ModelFormatException">The file is damaged.</exception>
    public WeightMatch Match(KerasGraph graph, bool byName)
    {
        var match = new WeightMatch();
        var names = new Lazy<Dictionary<string, string>>(GroupsByName);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var counted = new DoubledNames(graph.Weights);

        // Names that Python numbered are others in another run, and may be another layer's there: they count only where the file has those of all layers.
        bool hasAllNames = byName || graph.Layers.All(layer => !layer.Weights.All.Any() || names.Value.ContainsKey(layer.Name));
        foreach (var layer in graph.Layers)
        {
            string? named = hasAllNames && names.Value.TryGetValue(layer.Name, out string? place) ? place : null;
            Match(match, layer, byName, named, counted.PlaceOf, taken);
        }

        foreach (var stored in Arrays().Where(stored => !taken.Contains(stored.Name)))
        {
            match.AddUnexpected(stored);
        }

        return match;
    }

    // A layer's group is called after its class; from Keras 3.6 on it says the layer's name too.
    private void Match(WeightMatch match, KerasTopLayer layer, bool byName, string? named, Func<string, string> placeOf, HashSet<string> taken)
    {
        string? expected = layer.Weights.Groups.Select(placeOf).FirstOrDefault(place => Find(place) is not null);
        bool isAnothers = named is not null && expected is not null && NameOf(expected) is { } name && name != layer.Name;
        if (byName && named is not null)
        {
            match.RequireWhole(layer, () => Match(match, layer.Weights, place => InPlaceOf(layer.Weights.Groups, place, named), taken));
        }
        else if (isAnothers)
        {
            Match(match, layer.Weights, place => InPlaceOf(layer.Weights.Groups, place, named!), taken);
        }
        else if (!byName)
        {
            Match(match, layer.Weights, placeOf, taken);
        }
    }

    private void Match(WeightMatch match, LayerWeights weights, Func<string, string?> placeOf, HashSet<string> taken)
    {
        Weight[] own = [.. weights.Own];
        if (own.Length > 0 && weights.Groups.Select(placeOf).OfType<string>().Select(place => Find($"{place}/{Variables}")).FirstOrDefault(found => found is not null) is { } group)
        {
            // Most are numbered; some layers name theirs.
            var named = own.Where(weight => group.FindDataset(weight.Name) is not null).ToDictionary(weight => weight, weight => (StoredWeight)new DatasetWeight(group.FindDataset(weight.Name)!));
            var stored = ArraysOf(group);
            taken.UnionWith(stored.Concat(named.Values).Select(array => array.Name));
            match.AddInOrder([.. own.Where(weight => !named.ContainsKey(weight))], stored);
            foreach (var (weight, array) in named.Select(pair => (pair.Key, pair.Value)))
            {
                match.Add(weight, array);
            }
        }

        foreach (var part in weights.Parts)
        {
            Match(match, part, placeOf, taken);
        }
    }

    private static string? InPlaceOf(IReadOnlyList<string> groups, string place, string named) =>
        groups.FirstOrDefault(group => place == group || place.StartsWith(group + "/", StringComparison.Ordinal)) is { } group ? named + place.Remove(0, group.Length) : null;

    private static List<StoredWeight> ArraysOf(Hdf5Group group)
    {
        var arrays = new List<StoredWeight>();
        while (group.FindDataset(arrays.Count.ToString(CultureInfo.InvariantCulture)) is { } dataset)
        {
            arrays.Add(new DatasetWeight(dataset));
        }

        return arrays;
    }

    private Hdf5Group? Find(string path) => root.FindGroup(path) ?? FindWithBackslashes(path);

    // "layers\dense" is one name at the root; "vars" is a group in it.
    private Hdf5Group? FindWithBackslashes(string path)
    {
        const string InGroup = "/" + Variables;

        bool isInGroup = path.EndsWith(InGroup, StringComparison.Ordinal);
        var group = root.FindGroup((isInGroup ? path.Remove(path.Length - InGroup.Length) : path).Replace('/', '\\'));
        return isInGroup ? group?.FindGroup(Variables) : group;
    }

    private string? NameOf(string group) => Find(group + "/" + Variables)?.Attributes.Text("name");

    private Dictionary<string, string> GroupsByName()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string collection in WeightGroups.Root)
        {
            var layers = root.FindGroup(collection);
            var places = (layers?.Names ?? []).Select(name => collection + "/" + name).Concat(root.Names.Where(IsOfLayer).Select(name => name.Replace('\\', '/')).Where(name => name.StartsWith(collection + "/", StringComparison.Ordinal)));
            foreach (string place in places.Where(place => place.Count(letter => letter == '/') == 1))
            {
                // Before 3.6 a file tells nothing but the group: a name that somebody gave the class's own form finds it.
                names[NameOf(place) ?? place.Remove(0, collection.Length + 1)] = place;
            }
        }

        return names;
    }

    /// <summary>All arrays of layers, but for states of random generators.</summary>
    /// <exception cref="Formats.ModelFormatException">The file is damaged.</exception>
    public IEnumerable<StoredWeight> Arrays()
    {
        var seen = new HashSet<long>();
        var pending = new Stack<Hdf5Group>(WeightGroups.Root.Select(collection => root.FindGroup(collection)).Concat(root.Names.Where(IsOfLayer).Select(root.FindGroup)).OfType<Hdf5Group>());
        while (pending.Count > 0)
        {
            var group = pending.Pop();
            if (!seen.Add(group.Address))
            {
                continue;
            }

            foreach (string name in group.Names.Where(name => name != "seed_generator"))
            {
                switch (group.Find(name))
                {
                    case Hdf5Group inner:
                        pending.Push(inner);
                        break;
                    case Hdf5Dataset dataset:
                        yield return new DatasetWeight(dataset);
                        break;
                }
            }
        }
    }

    private static bool IsOfLayer(string name) => name.IndexOf('\\') > 0 && WeightGroups.Root.Any(collection => name.StartsWith(collection + "\\", StringComparison.Ordinal)) && !name.EndsWith("seed_generator", StringComparison.Ordinal);
}
