using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers;
using TypedModels.Keras.Models;

namespace TypedModels.Keras.Weights;

/// <summary>Brings what old files hold of a layer into the order and the form of today's weights.</summary>
/// <param name="isTheano">Whether Theano wrote the file, which turns kernels of convolutions round.</param>
internal sealed class LegacyOrder(bool isTheano)
{
    /// <summary>Says which of a layer's arrays are its weights.</summary>
    public void Match(WeightMatch match, KerasTopLayer layer, IReadOnlyList<StoredWeight> stored)
    {
        Weight[] weights = [.. layer.Weights.All];
        LegacyPart[] parts = [.. PartsOf(layer.Weights)];
        if (parts.Length > weights.Length && parts.Length == stored.Count)
        {
            foreach (var weight in parts.Zip(stored, (part, array) => (part, array)).GroupBy(pair => pair.part.Weight))
            {
                StoredWeight[] arrays = [.. weight.OrderBy(pair => pair.part.Block).Select(pair => pair.array)];
                match.Add(weight.Key, arrays.Length == 1 ? FormOf(weight.Key, arrays[0]) : new JoinedWeight(arrays));
            }

            return;
        }

        match.AddInOrder(weights, [.. stored.Select((array, i) => i < weights.Length ? FormOf(weights[i], array) : array)]);
    }

    // What Keras 1 holds of a layer, part by part: gates where it keeps them apart, weights otherwise.
    private static IEnumerable<LegacyPart> PartsOf(LayerWeights weights) =>
        (weights.LegacyParts.Count > 0 ? weights.LegacyParts : weights.Own.Select(weight => new LegacyPart(weight.Name, weight, 0, 1))).Concat(weights.Parts.SelectMany(PartsOf));

    private StoredWeight FormOf(Weight weight, StoredWeight stored)
    {
        int rank = stored.Shape.Dimensions.Count;
        var layout = weight.OlderLayouts.FirstOrDefault(older => older.Shape == stored.Shape);
        int reverses = isTheano && weight.IsKernel ? Math.Max(0, rank - 2) : 0;
        bool isSame = layout is null && (reverses == 0 || stored.Shape != weight.Shape);
        return isSame ? stored : new ReorderedWeight(stored, weight.Shape, layout?.Order ?? [.. Enumerable.Range(0, rank)], reverses);
    }
}
