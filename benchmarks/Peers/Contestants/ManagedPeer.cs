using TypedModels.Engine;
using TypedModels.Engines;
using TypedModels.Runtime.Loading;

namespace TypedModels.Benchmarks;

/// <summary>The managed engine, loaded as wrappers load it: with the contract that they were compiled with.</summary>
internal sealed class ManagedPeer : Peer
{
    private readonly ModelCase _model;
    private readonly EngineSession _session;

    public ManagedPeer(ModelCase model, int threads)
    {
        _model = model;
        var options = new ModelOptions { Engine = EngineKind.Managed, Threads = threads };
        var contract = ModelContract.Parse(model.Contract);
        var reader = ModelReader.Read(model.SavedModel, contract, model.Name, options, _ => { });
        using var variables = InitialVariables.Find(reader, contract, options, owner: null);
        _session = new ManagedEngine().Open(reader.ToEngineModel(variables), options, _ => { }, CancellationToken.None);
    }

    public override Caller CreateCaller() => new ManagedCaller(_session.CreateFrame(0), _model);

    public override void Dispose() => _session.Dispose();
}
