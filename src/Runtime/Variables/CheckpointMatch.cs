using TypedModels.Engines;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Runtime.Variables;

/// <summary>Which tensors of a checkpoint are the values of which variables, and all that does not fit. Nothing but the index is read for it.</summary>
internal sealed class CheckpointMatch
{
    private const string ObjectGraphKey = "_CHECKPOINTABLE_OBJECT_GRAPH";

    private readonly Checkpoint _checkpoint;
    private readonly VariableNames _names;
    private readonly List<(ModelVariable Variable, VariableData Data)> _values = [];
    private readonly List<ModelVariable> _missing = [];
    private readonly List<(ModelVariable Variable, string Found)> _mismatched = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { ObjectGraphKey };

    private CheckpointMatch(Checkpoint checkpoint, VariableNames names)
    {
        _checkpoint = checkpoint;
        _names = names;
    }

    /// <summary>The values, in the variables' order.</summary>
    public IReadOnlyList<(ModelVariable Variable, VariableData Data)> Values => _values;

    /// <summary>The variables that the checkpoint does not hold.</summary>
    public IReadOnlyList<ModelVariable> Missing => _missing;

    /// <summary>The variables whose tensors have another type or shape, and what these are.</summary>
    public IReadOnlyList<(ModelVariable Variable, string Found)> Mismatched => _mismatched;

    /// <summary>The tensors of the checkpoint that no variable of the model takes, in ordinal order.</summary>
    public IReadOnlyList<string> Unexpected { get; private set; } = [];

    /// <summary>Whether the checkpoint calls all variables as the model's own checkpoints do.</summary>
    public bool HasOwnNames { get; private set; } = true;

    /// <summary>Finds the values of <paramref name="variables"/>.</summary>
    /// <param name="checkpoint">The checkpoint, open; the values are read from it later.</param>
    /// <param name="variables">The variables that want a value.</param>
    /// <param name="others">Further names that the model has a variable for.</param>
    /// <param name="names">What variables are called there.</param>
    public static CheckpointMatch Of(Checkpoint checkpoint, IEnumerable<ModelVariable> variables, IEnumerable<string> others, VariableNames names)
    {
        var match = new CheckpointMatch(checkpoint, names);
        foreach (var variable in variables)
        {
            match.Add(variable);
        }

        match._taken.UnionWith(others.Select(names.InCheckpoint));
        match.Unexpected = [.. checkpoint.Keys.Where(key => !match._taken.Contains(key)).Order(StringComparer.Ordinal)];
        return match;
    }

    /// <summary>The names in the checkpoint that are most like that of a variable, of those that are no other variable's.</summary>
    public IReadOnlyList<string> Nearest(ModelVariable variable) => Graphs.NearestNames.Of(_names.InCheckpoint(variable.Key), Unexpected);

    private void Add(ModelVariable variable)
    {
        if (Find(variable) is not { } entry)
        {
            _missing.Add(variable);
            return;
        }

        _taken.Add(entry.Key);
        HasOwnNames &= entry.Key == variable.Key;
        var whole = variable.Part?.WholeShape ?? variable.Engine.Shape;
        if (entry.DataType != variable.Engine.DataType || !Fits(entry.Shape, whole))
        {
            _mismatched.Add((variable, $"{entry.DataType.ToWord()} {entry.Shape}"));
            return;
        }

        _values.Add((variable, new CheckpointData(_checkpoint, entry, variable.Part?.Slice.In(entry.Shape))));
    }

    // By the name in the model's own checkpoint, then by the node's; an object-based checkpoint knows both.
    private CheckpointEntry? Find(ModelVariable variable)
    {
        string key = _names.InCheckpoint(variable.Key);
        string name = _names.InCheckpoint(variable.Node);
        return _checkpoint.Find(key) ?? _checkpoint.Find(name) ?? _checkpoint.FindByFullName(key) ?? _checkpoint.FindByFullName(name);
    }

    private static bool Fits(TensorShape stored, TensorShape declared)
    {
        if (!declared.HasRank)
        {
            return true;
        }

        bool fits = stored.Rank == declared.Rank;
        for (int axis = 0; fits && axis < stored.Rank; axis++)
        {
            fits = declared.Dimensions[axis] == TensorShape.UnknownDimension || declared.Dimensions[axis] == stored.Dimensions[axis];
        }

        return fits;
    }
}
