using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Models;

namespace TypedModels.Keras.Weights;

/// <summary>Which arrays of a file are the weights of a model.</summary>
internal sealed class WeightMatch
{
    private readonly Dictionary<string, (Weight Weight, StoredWeight Stored)> _found = new(StringComparer.Ordinal);
    private readonly List<StoredWeight> _unexpected = [];

    /// <summary>The weights that the file has, by the names of their variables.</summary>
    public IReadOnlyDictionary<string, (Weight Weight, StoredWeight Stored)> Found => _found;

    /// <summary>The arrays that are none of the model's weights.</summary>
    public IReadOnlyList<StoredWeight> Unexpected => _unexpected;

    /// <summary>Says that an array is a weight.</summary>
    public void Add(Weight weight, StoredWeight stored) => _found[weight.Path] = (weight, stored);

    /// <summary>Says that an array is none of the model's.</summary>
    public void AddUnexpected(StoredWeight stored) => _unexpected.Add(stored);

    /// <summary>Matches a layer that was found by its name, and makes sure that all its weights are there: what keeps its values by name is whole layers.</summary>
    /// <exception cref="Formats.ModelFormatException">Some are there, and some are not.</exception>
    public void RequireWhole(KerasTopLayer layer, Action match)
    {
        match();
        Weight[] missing = [.. layer.Weights.All.Where(weight => !_found.ContainsKey(weight.Path))];
        if (missing.Length > 0)
        {
            throw KerasFault.Damaged($"The file has a layer '{layer.Name}' without its weights {string.Join(", ", missing.Select(weight => weight.Name))}: it is another layer than the model's");
        }
    }

    /// <summary>Says that arrays are weights, in order; what is left over on either side is missing or unexpected.</summary>
    public void AddInOrder(IReadOnlyList<Weight> weights, IReadOnlyList<StoredWeight> stored)
    {
        for (int i = 0; i < stored.Count; i++)
        {
            if (i < weights.Count)
            {
                Add(weights[i], stored[i]);
            }
            else
            {
                AddUnexpected(stored[i]);
            }
        }
    }
}
