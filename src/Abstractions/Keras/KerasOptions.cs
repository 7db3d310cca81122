namespace TypedModels;

/// <summary>How a model of Keras is loaded.</summary>
public sealed class KerasOptions
{
    /// <summary>
    /// What layers compute that are not Keras's own, by the name of their class, such as <c>MyLayer</c>; a layer that its file holds as Python code (<c>Lambda</c>) also by the layer's own name. The build does not see
    /// this: there the output of such a class is declared by the metadata <c>KerasLayers</c> of the model's <c>TfModel</c> item.
    /// </summary>
    public IDictionary<string, KerasLayer> Layers { get; } = new Dictionary<string, KerasLayer>(StringComparer.Ordinal);
}

/// <summary>Adds to a model's graph what one call of a layer computes. Called while the model is loaded, on the loading thread; never in calls of the model.</summary>
/// <param name="call">The call: the layer's configuration, what it is given, and what the graph can be given.</param>
/// <returns>What the layer gives: one tensor, or several.</returns>
public delegate IReadOnlyList<KerasTensor> KerasLayer(KerasLayerCall call);
