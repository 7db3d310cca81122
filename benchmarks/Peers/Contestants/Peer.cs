namespace TypedModels.Benchmarks;

/// <summary>A model that one of the peers has loaded.</summary>
internal abstract class Peer : IDisposable
{
    /// <summary>Loads a model.</summary>
    /// <param name="kind">Who loads it.</param>
    /// <param name="model">The model.</param>
    /// <param name="threads">How many threads a call may use.</param>
    public static Peer Load(PeerKind kind, ModelCase model, int threads) => kind switch
    {
        PeerKind.Managed => new ManagedPeer(model, threads),
        PeerKind.OnnxRuntime => new OnnxPeer(model, threads),
        PeerKind.TensorFlow => new TensorFlowPeer(model, threads, isTuned: false),
        PeerKind.TunedTensorFlow => new TensorFlowPeer(model, threads, isTuned: true),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A way to call the model, for one thread at a time; several may call at the same time.</summary>
    public abstract Caller CreateCaller();

    /// <summary>Frees the model; its callers are disposed before.</summary>
    public abstract void Dispose();
}
