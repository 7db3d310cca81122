namespace TypedModels.TensorFlow.Interop;

/// <summary>A session: the variables and tables of one loaded model.</summary>
/// <remarks>Freeing one while a call runs in it frees what the call uses: the runtime waits for the calls, and whoever runs one keeps this object alive.</remarks>
internal sealed unsafe class SessionHandle : NativeHandle
{
    private long _memoryPressure;

    /// <param name="library">The library.</param>
    /// <param name="graph">The graph, with everything in it.</param>
    /// <param name="config">A serialised <c>ConfigProto</c>.</param>
    /// <param name="size">About how many bytes of native memory it will hold: the collector cannot see them.</param>
    public SessionHandle(TensorFlowLibrary library, GraphHandle graph, ReadOnlySpan<byte> config, long size)
        : base(library)
    {
        using var options = new SessionOptionsHandle(library);
        options.SetConfig(config);
        using var status = new StatusHandle(library);
        SetHandle((nint)library.Session.TF_NewSession(graph.Pointer, options.Pointer, status.Pointer));
        status.ThrowOnError();
        _memoryPressure = Math.Max(size, 1);
        GC.AddMemoryPressure(_memoryPressure);
    }

    public TF_Session* Pointer => (TF_Session*)handle;

    /// <summary>Tells the collector of more native memory, which is held until the session is freed. One thread at a time.</summary>
    public void AddPressure(long size)
    {
        GC.AddMemoryPressure(Math.Max(size, 1));
        _memoryPressure += Math.Max(size, 1);
    }

    /// <summary>Hands the graph to the session for good: no run looks for new operations any more, or takes the graph's lock.</summary>
    public void Extend()
    {
        if (Library.Session.TF_ExtendSession is not null)
        {
            using var status = new StatusHandle(Library);
            Library.Session.TF_ExtendSession(Pointer, status.Pointer);
            status.ThrowOnError();
        }
    }

    protected override bool ReleaseHandle()
    {
        // A status of its own: the finalizer's thread shares none with a caller.
        var status = Library.Status.TF_NewStatus();
        Library.Session.TF_CloseSession(Pointer, status);
        Library.Session.TF_DeleteSession(Pointer, status);
        Library.Status.TF_DeleteStatus(status);
        GC.RemoveMemoryPressure(_memoryPressure);
        return true;
    }
}
