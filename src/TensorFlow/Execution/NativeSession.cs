using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Execution;

/// <summary>A graph and the session on it: what TensorFlow holds. Several loaded models may use one; the last of them frees it.</summary>
internal sealed class NativeSession(TensorFlowLibrary library, GraphHandle graph, SessionHandle session, bool isSingleThreaded)
{
    private readonly Lock _gate = new();
    private int _users = 1;
    private bool _isOffered;

    public TensorFlowLibrary Library { get; } = library;

    public GraphHandle Graph { get; } = graph;

    public SessionHandle Session { get; } = session;

    /// <summary>Whether the session runs on the fast executor.</summary>
    public bool IsSingleThreaded { get; } = isSingleThreaded;

    /// <summary>Texts that the session itself still refers to.</summary>
    public HeldTensors Held { get; } = new(library);

    /// <summary>Taken while the graph gets more operations, which the session is then told of: by one at a time. Calls that run meanwhile only read operations that are there.</summary>
    public Lock Growing { get; } = new();

    /// <summary>How many uses there are.</summary>
    public int Users
    {
        get
        {
            lock (_gate)
            {
                return _users;
            }
        }
    }

    /// <summary>Whether other loads of the same model may use it.</summary>
    public bool IsOffered
    {
        get
        {
            lock (_gate)
            {
                return _isOffered && _users > 0;
            }
        }
    }

    /// <summary>Lets other loads of the same model use it.</summary>
    public void Offer()
    {
        lock (_gate)
        {
            _isOffered = true;
        }
    }

    /// <summary>Uses it for another load of the same model; false when it is freed, or no longer offered.</summary>
    public bool TryJoin()
    {
        lock (_gate)
        {
            bool isOpen = _isOffered && _users > 0;
            _users += isOpen ? 1 : 0;
            return isOpen;
        }
    }

    /// <summary>Offers it no longer, so that its one user may change it; false when it has several.</summary>
    public bool TryWithdraw()
    {
        lock (_gate)
        {
            _isOffered &= _users > 1;
            return !_isOffered;
        }
    }

    /// <summary>Uses it once more; false when it is freed.</summary>
    public bool TryAcquire()
    {
        lock (_gate)
        {
            bool isOpen = _users > 0;
            _users += isOpen ? 1 : 0;
            return isOpen;
        }
    }

    /// <summary>Ends one use; the last frees everything.</summary>
    public void Release()
    {
        lock (_gate)
        {
            if (--_users > 0)
            {
                return;
            }
        }

        Session.Dispose();
        Held.Dispose();
        Graph.Dispose();
    }
}
