namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>A prefix in a beam search: the path from the root of a tree, and its likelihood before and after the present time, as logarithms.</summary>
internal sealed class BeamEntry<T>(BeamEntry<T>? parent, int label, T zero)
{
    private Dictionary<int, BeamEntry<T>>? _children;

    public BeamEntry<T>? Parent { get; } = parent;

    public int Label { get; } = label;

    public T OldTotal { get; set; } = zero;

    public T OldBlank { get; set; } = zero;

    public T NewTotal { get; set; } = zero;

    public T NewBlank { get; set; } = zero;

    public T NewLabel { get; set; } = zero;

    /// <summary>The prefix with a label more.</summary>
    public BeamEntry<T> Child(int label, T zero)
    {
        _children ??= [];
        if (!_children.TryGetValue(label, out var child))
        {
            child = new BeamEntry<T>(this, label, zero);
            _children.Add(label, child);
        }

        return child;
    }

    /// <summary>The labels from the root on.</summary>
    public List<int> Labels(bool mergesRepeated)
    {
        var labels = new List<int>();
        int previous = -1;
        for (var entry = this; entry.Parent is not null; entry = entry.Parent)
        {
            if (!mergesRepeated || entry.Label != previous)
            {
                labels.Add(entry.Label);
            }

            previous = entry.Label;
        }

        labels.Reverse();
        return labels;
    }
}
