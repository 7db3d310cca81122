using TypedModels.Engines;

namespace TypedModels.Runtime.Calls;

/// <summary>A frame in the hands of one call.</summary>
internal sealed class CallLease(FramePool pool, SignatureBinding binding, CallFrame frame)
{
    private int _version;

    /// <summary>The signature it is for.</summary>
    public SignatureBinding Binding { get; } = binding;

    /// <summary>The engine's side of it.</summary>
    public CallFrame Frame { get; } = frame;

    /// <summary>Counts owners: who holds an older number than this has handed the lease on and must not touch it.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The method that was called, for messages.</summary>
    public string Method { get; private set; } = "";

    /// <summary>The caller's token.</summary>
    public CancellationToken Token { get; private set; }

    /// <summary>The session the call belongs to.</summary>
    public ModelSession Session { get; private set; } = null!;

    /// <summary>When the call began, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> tells it; 0 when nobody observes it.</summary>
    public long Started { get; private set; }

    /// <summary>Whether the signature was run.</summary>
    public bool HasRun { get; set; }

    /// <summary>Why the run failed, or null.</summary>
    public Exception? Error { get; set; }

    /// <summary>How many inputs were given so far.</summary>
    public int InputsGiven { get; set; }

    /// <summary>Begins a call. References are written only where they differ: a frame is mostly used by one method again and again, and each write to one costs the collector's barrier.</summary>
    public void Begin(ModelSession session, string method, long started, CancellationToken token)
    {
        if (!ReferenceEquals(Session, session))
        {
            Session = session;
        }

        if (!ReferenceEquals(Method, method))
        {
            Method = method;
        }

        if (token.CanBeCanceled)
        {
            Token = token;
        }

        Started = started;
        HasRun = false;
        InputsGiven = 0;
    }

    /// <summary>Takes the lease from the <see cref="ModelCall"/> that holds it: disposing that one is without effect from now on.</summary>
    public void TakeOver() => Volatile.Write(ref _version, _version + 1);

    /// <summary>Gives the lease back to the <see cref="ModelCall"/> it was taken from.</summary>
    public void GiveBack() => Volatile.Write(ref _version, _version - 1);

    /// <summary>Ends the call and tells the observer, once the frame is back: an observer may dispose the model.</summary>
    public void End()
    {
        var (session, started, error) = (Session, Started, Error);
        bool isObserved = started != 0 && HasRun;
        Free();
        if (isObserved)
        {
            session.Notify(Binding, started, error);
        }
    }

    /// <summary>Lets go of the results; the frame is ready for the next call.</summary>
    public void Free()
    {
        TakeOver();
        if (Token.CanBeCanceled)
        {
            Token = default;
        }

        if (Error is not null)
        {
            Error = null;
        }

        try
        {
            Frame.Clear();
        }
        finally
        {
            // Whatever becomes of the frame: a lease that does not come back would be waited for without end.
            pool.Return(this);
        }
    }
}
