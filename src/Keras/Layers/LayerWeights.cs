using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers;

/// <summary>The weights of a layer and of its parts, in the order in which Keras makes them: what files of weights are laid out by.</summary>
internal sealed class LayerWeights
{
    private readonly List<Weight> _trained = [];
    private readonly List<Weight> _fixed = [];
    private readonly List<Weight> _states = [];
    private readonly List<LayerWeights> _parts = [];

    /// <param name="groups">Where its group is in files of Keras 3: names with slashes between them, from the root on; further ones are what other versions call it.</param>
    /// <param name="path">What the names of its variables begin with, without a slash at the end.</param>
    /// <param name="isTrainable">Whether it is trained; what is not is saved in another order.</param>
    public LayerWeights(IReadOnlyList<string> groups, string path, bool isTrainable = true)
    {
        Groups = groups;
        Path = path;
        IsTrainable = isTrainable;
    }

    /// <summary>Where its group is in files of Keras 3; the first place is that of today.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>What the names of its variables begin with.</summary>
    public string Path { get; }

    /// <summary>Whether it is trained.</summary>
    public bool IsTrainable { get; }

    /// <summary>Its own weights as Keras 3 numbers them: those that training changes, then the others.</summary>
    public IEnumerable<Weight> Own => _trained.Concat(_fixed);

    /// <summary>The weights of what it holds, in the order in which Keras visits it.</summary>
    public IReadOnlyList<LayerWeights> Parts => _parts;

    /// <summary>
    /// All weights as <c>layer.weights</c> lists them: first those of it and its parts that training changes, then the others (Keras's <c>Layer.trainable_weights</c>, <c>non_trainable_weights</c>).
    /// </summary>
    public IEnumerable<Weight> All => Trained.Concat(Fixed);

    /// <summary>What it and its parts remember from call to call, which no file holds.</summary>
    public IEnumerable<Weight> States => _states.Concat(_parts.SelectMany(part => part.States));

    private IEnumerable<Weight> Trained => IsTrainable ? _trained.Concat(_parts.SelectMany(part => part.Trained)) : [];

    private IEnumerable<Weight> Fixed => IsTrainable
        ? _fixed.Concat(_parts.SelectMany(part => part.Fixed))
        : HoldsLayers ? _parts.SelectMany(part => part.Trained).Concat(_trained).Concat(_parts.SelectMany(part => part.Fixed)).Concat(_fixed) : Own.Concat(_parts.SelectMany(part => part.All));

    /// <summary>Whether it is a model's: what a frozen one is saved as differs from other layers.</summary>
    public bool HoldsLayers { get; init; }

    /// <summary>The arrays that a file of Keras 1 holds in the place of <see cref="Own"/>, in its order; none where it holds the weights as they are.</summary>
    public IReadOnlyList<LegacyPart> LegacyParts { get; set; } = [];

    /// <summary>Adds a weight that training changes.</summary>
    public Weight AddTrained(string name, TensorShape shape, DataType type) => Add(_trained, new Weight(name, Path + "/" + name, shape, type));

    /// <summary>Adds a weight that training changes, with what is known of it.</summary>
    public Weight AddTrained(Weight weight) => Add(_trained, weight);

    /// <summary>Adds a weight that training does not change, such as a mean that is moved along.</summary>
    public Weight AddFixed(string name, TensorShape shape, DataType type) => Add(_fixed, new Weight(name, Path + "/" + name, shape, type));

    /// <summary>Adds what a stateful layer remembers from call to call: no file holds it, and it begins as zeros.</summary>
    public Weight AddState(string name, TensorShape shape, DataType type) => Add(_states, new Weight(name, Path + "/" + name, shape, type) { IsSaved = false });

    /// <summary>Adds a part.</summary>
    /// <param name="name">What the names of its variables have behind those of this one.</param>
    /// <param name="segments">What its group is called inside this one's, in files of Keras 3.</param>
    public LayerWeights AddPart(string name, params string[] segments) => AddPart(new LayerWeights(WeightGroups.Inside(Groups, segments), Path + "/" + name));

    /// <summary>Adds the weights of a layer that this one holds.</summary>
    public LayerWeights AddPart(LayerWeights part)
    {
        _parts.Add(part);
        return part;
    }

    private static Weight Add(List<Weight> weights, Weight weight)
    {
        weights.Add(weight);
        return weight;
    }
}
