using System.Diagnostics;

namespace TypedModels.Engines.Profiling;

/// <summary>What an engine did in a call, node by node. It is written by the engine and may be used for one call after the other: each forgets the runs of the one before, not the nodes.</summary>
internal sealed class CallProfile
{
    private readonly Dictionary<object, ProfiledNode> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, ProfiledPlan> _plans = new(ReferenceEqualityComparer.Instance);
    private NodeRun[] _runs = new NodeRun[64];
    private int _count;

    /// <summary>Whether memory is measured too, which takes longer than many nodes do: such calls are none to take times from.</summary>
    public bool MeasuresMemory { get; set; }

    /// <summary>When the call began, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long Started { get; set; }

    /// <summary>When it ended.</summary>
    public long Ended { get; set; }

    /// <summary>The bytes that the frame keeps for its calls, in use or not.</summary>
    public long FrameBytes { get; set; }

    /// <summary>The bytes that the model takes beside that: weights, constants, variables, other frames.</summary>
    public long ModelBytes { get; set; }

    /// <summary>The runs of the call, each after the one that it lies in.</summary>
    public ReadOnlySpan<NodeRun> Runs => _runs.AsSpan(0, _count);

    /// <summary>The plans that ran in any call.</summary>
    public IReadOnlyCollection<ProfiledPlan> Plans => _plans.Values;

    /// <summary>Forgets the call.</summary>
    public void Clear() => _count = 0;

    /// <summary>The node that the engine knows as <paramref name="key"/>, or null when it did not run yet.</summary>
    public ProfiledNode? Find(object key) => _nodes.GetValueOrDefault(key);

    /// <summary>Takes in a node.</summary>
    public void Add(object key, ProfiledNode node) => _nodes.Add(key, node);

    /// <summary>Whether the plan that the engine knows as <paramref name="key"/> has run.</summary>
    public bool Knows(object key) => _plans.ContainsKey(key);

    /// <summary>Takes in a plan.</summary>
    public void Add(object key, ProfiledPlan plan) => _plans.Add(key, plan);

    /// <summary>Adds a run.</summary>
    /// <returns>Its position.</returns>
    public int Add(in NodeRun run)
    {
        if (_count == _runs.Length)
        {
            Array.Resize(ref _runs, 2 * _count);
        }

        _runs[_count] = run;
        return _count++;
    }

    /// <summary>A run, to be completed; valid until the next is added.</summary>
    public ref NodeRun this[int run] => ref _runs[run];
}
