namespace TypedModels.Keras.Layers;

/// <summary>Where the weights of layers are in files of Keras 3: a group for each layer, inside that of what holds it, called after the attribute that holds it.</summary>
internal static class WeightGroups
{
    // Versions differ in one or two names of a path; what is nested deeper than that has other troubles.
    private const int MostPlaces = 16;

    /// <summary>Where the whole model is: today, and in Keras 2.13 and 2.14.</summary>
    public static IReadOnlyList<string> Root { get; } = ["layers", "_layer_checkpoint_dependencies"];

    /// <summary>The places of a layer of a model.</summary>
    /// <param name="model">Those of the model, or <see cref="Root"/>.</param>
    /// <param name="name">What its group is called.</param>
    public static IReadOnlyList<string> OfLayer(IReadOnlyList<string> model, string name) =>
        ReferenceEquals(model, Root) ? [.. Root.Select(collection => $"{collection}/{name}")]
        : [.. model.SelectMany(place => Root.Where(collection => place.StartsWith(collection + "/", StringComparison.Ordinal)).Select(collection => $"{place}/{collection}/{name}")).Take(MostPlaces)];

    /// <summary>The places of what a layer holds.</summary>
    /// <param name="layer">Those of the layer.</param>
    /// <param name="names">What its group is called.</param>
    public static IReadOnlyList<string> Inside(IReadOnlyList<string> layer, IReadOnlyList<string> names) =>
        [.. layer.SelectMany(place => names.Select(name => $"{place}/{name}")).Take(MostPlaces)];
}
