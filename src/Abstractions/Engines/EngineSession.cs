namespace TypedModels.Engines;

/// <summary>A loaded model inside an engine: graph, variables, everything it owns. Frames may run at the same time on any number of threads.</summary>
internal abstract class EngineSession : IDisposable
{
    /// <summary>The engine and its version.</summary>
    public abstract string EngineName { get; }

    /// <summary>
    /// Whether a running call ends soon after its token is cancelled. Where it does not, the runtime lets the call run on a thread of its own and releases the caller alone.
    /// </summary>
    public abstract bool CanStopCalls { get; }

    /// <summary>Makes a frame for calls of one signature.</summary>
    /// <param name="signature">Its position in <see cref="EngineModel.Signatures"/>.</param>
    public abstract CallFrame CreateFrame(int signature);

    /// <summary>Frees everything. The runtime has disposed every frame before.</summary>
    public abstract void Dispose();
}
