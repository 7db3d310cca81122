namespace TypedModels.Benchmarks;

/// <summary>A model in ONNX Runtime.</summary>
internal sealed class OnnxPeer(ModelCase model, int threads) : Peer
{
    private readonly OnnxSession _session = new(OnnxRuntimeLibrary.Shared, model.OnnxModel, threads);

    public override Caller CreateCaller() => new OnnxCaller(_session, model);

    public override void Dispose() => _session.Dispose();
}
