using System.Numerics;

namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>A beam search through the labels of one sequence (Graves, Jaitly 2014), the last class being the blank.</summary>
internal sealed class BeamSearch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T s_zero = T.NegativeInfinity;

    private readonly int _width;
    private readonly List<BeamEntry<T>> _leaves = [];

    public BeamSearch(int width)
    {
        _width = width;
        _leaves.Add(new BeamEntry<T>(null, -1, s_zero) { NewTotal = T.Zero, NewBlank = T.Zero });
    }

    /// <summary>The prefixes of the beam, the likeliest first.</summary>
    public List<BeamEntry<T>> Best() => [.. _leaves.OrderByDescending(leaf => leaf.NewTotal)];

    /// <summary>Takes in the scores of a time.</summary>
    public void Step(ReadOnlySpan<T> scores)
    {
        T norm = Normaliser(scores);
        var branches = Best();
        _leaves.Clear();
        foreach (var branch in branches)
        {
            branch.OldTotal = branch.NewTotal;
            branch.OldBlank = branch.NewBlank;
        }

        foreach (var branch in branches)
        {
            if (branch.Parent is { } parent)
            {
                if (parent.NewTotal != s_zero)
                {
                    branch.NewLabel = LogSum(branch.NewLabel, branch.Label == parent.Label ? parent.OldBlank : parent.OldTotal);
                }

                branch.NewLabel += scores[branch.Label] - norm;
            }

            branch.NewBlank = branch.OldTotal + scores[^1] - norm;
            branch.NewTotal = LogSum(branch.NewBlank, branch.NewLabel);
            _leaves.Add(branch);
        }

        foreach (var branch in branches)
        {
            if (IsCandidate(branch.OldTotal))
            {
                Grow(branch, scores[..^1], norm);
            }
        }
    }

    private void Grow(BeamEntry<T> branch, ReadOnlySpan<T> scores, T norm)
    {
        for (int label = 0; label < scores.Length; label++)
        {
            var child = branch.Child(label, s_zero);
            if (child.NewTotal != s_zero)
            {
                continue;
            }

            child.NewBlank = s_zero;
            child.NewLabel = scores[label] - norm + (label == branch.Label ? branch.OldBlank : branch.OldTotal);
            child.NewTotal = child.NewLabel;
            if (!IsCandidate(child.NewTotal))
            {
                child.OldTotal = child.OldBlank = child.NewTotal = child.NewBlank = child.NewLabel = s_zero;
                continue;
            }

            if (_leaves.Count == _width)
            {
                var bottom = Bottom();
                bottom.NewTotal = bottom.NewBlank = bottom.NewLabel = s_zero;
                _leaves.Remove(bottom);
            }

            _leaves.Add(child);
        }
    }

    private bool IsCandidate(T total) => total > s_zero && (_leaves.Count < _width || total > Bottom().NewTotal);

    private BeamEntry<T> Bottom()
    {
        var bottom = _leaves[0];
        foreach (var leaf in _leaves)
        {
            bottom = leaf.NewTotal < bottom.NewTotal ? leaf : bottom;
        }

        return bottom;
    }

    private static T Normaliser(ReadOnlySpan<T> scores)
    {
        T largest = scores[0];
        foreach (T score in scores)
        {
            largest = T.Max(largest, score);
        }

        T sum = T.Zero;
        foreach (T score in scores)
        {
            sum += T.Exp(score - largest);
        }

        return largest + T.Log(sum);
    }

    private static T LogSum(T left, T right) => LogarithmicSum.Of(left, right);
}
