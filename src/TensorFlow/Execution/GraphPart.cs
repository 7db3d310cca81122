using TypedModels.TensorFlow.Variables;

namespace TypedModels.TensorFlow.Execution;

/// <summary>
/// What one model is in the graph of a session: the whole, or a part that was taken in later since it uses variables of the whole. Such a part cannot be taken out again: when nobody uses it any
/// more, the next load of the same model takes it over.
/// </summary>
internal sealed class GraphPart(NativeSession native, PartNames names, SessionVariables variables)
{
    private readonly Dictionary<string, Stack<GraphPart>> _idle = new(StringComparer.Ordinal);
    private int _users = 1;

    public NativeSession Native { get; } = native;

    public PartNames Names { get; } = names;

    public SessionVariables Variables { get; } = variables;

    /// <summary>The part whose variables this one uses, or null.</summary>
    public GraphPart? Owner { get; init; }

    /// <summary>What loads must have in common to take it over; null when it must not be, since the session remembers calls of it elsewhere than in variables.</summary>
    public string? Key { get; init; }

    /// <summary>The variables that every load gives values.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>Uses it for another load of the same model; false when it is no longer offered.</summary>
    public bool TryJoin() => Native.TryJoin() && Count();

    /// <summary>Uses it once more; false when it is freed.</summary>
    public bool TryAcquire() => Native.TryAcquire() && Count();

    /// <summary>Takes over an idle part that uses variables of this one.</summary>
    public GraphPart? TakeIdle(string key)
    {
        lock (_idle)
        {
            if (!_idle.TryGetValue(key, out var parts) || !parts.TryPop(out var part))
            {
                return null;
            }

            // This one is in use, and so is the session.
            part.TryAcquire();
            TryAcquire();
            return part;
        }
    }

    /// <summary>Ends one use.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0 && Owner is not null)
        {
            Owner.Keep(this);
            Owner.Release();
        }

        Native.Release();
    }

    private void Keep(GraphPart part)
    {
        if (part.Key is null)
        {
            return;
        }

        // Its own use and this one's: where nobody else is left, all is freed at once.
        const int UsesByTheTwo = 2;
        if (Native.Users > UsesByTheTwo)
        {
            part.Variables.Empty(part.Given);
        }

        lock (_idle)
        {
            if (!_idle.TryGetValue(part.Key, out var parts))
            {
                _idle.Add(part.Key, parts = new Stack<GraphPart>());
            }

            parts.Push(part);
        }
    }

    private bool Count()
    {
        Interlocked.Increment(ref _users);
        return true;
    }
}
