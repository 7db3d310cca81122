using System.Globalization;
using System.Text.RegularExpressions;
using TypedModels.Keras.Layers;

namespace TypedModels.Keras.Weights;

/// <summary>
/// What Keras 2.13 and 2.14 call the groups of layers: they walk through a dictionary that holds each layer that has weights twice (<c>layer_with_weights-0</c>, <c>layer-1</c>), so that its class is counted twice
/// (<c>Functional._layer_checkpoint_dependencies</c>): <c>conv2d</c>, <c>conv2d_2</c>, <c>conv2d_4</c>.
/// </summary>
internal sealed class DoubledNames
{
    /// <summary>The group that holds the layers of a model in these versions.</summary>
    public const string Collection = "_layer_checkpoint_dependencies";

    private static readonly Regex s_number = new("_[0-9]+$", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

    /// <param name="model">The weights of the model.</param>
    public DoubledNames(LayerWeights model) => Add(model, Collection, Collection);

    /// <summary>Where a group is that today's way of counting puts at a place.</summary>
    public string PlaceOf(string place)
    {
        for (int end = place.Length; end > 0; end = place.LastIndexOf('/', end - 1))
        {
            if (_places.TryGetValue(place.Substring(0, end), out string? counted))
            {
                return counted + place.Remove(0, end);
            }
        }

        return place;
    }

    private void Add(LayerWeights model, string today, string then)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var layer in model.Parts)
        {
            string? place = layer.Groups.FirstOrDefault(group => group.StartsWith(today + "/", StringComparison.Ordinal) && group.IndexOf('/', today.Length + 1) < 0);
            if (place is null)
            {
                continue;
            }

            string name = s_number.Replace(place.Remove(0, today.Length + 1), "");
            counts.TryGetValue(name, out int count);
            counts[name] = count + (layer.All.Any() ? 2 : 1);
            string counted = then + "/" + (count == 0 ? name : name + "_" + count.ToString(CultureInfo.InvariantCulture));
            _places[place] = counted;
            if (layer.HoldsLayers)
            {
                Add(layer, $"{place}/{Collection}", $"{counted}/{Collection}");
            }
        }
    }
}
