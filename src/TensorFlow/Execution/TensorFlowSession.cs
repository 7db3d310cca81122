using Microsoft.Extensions.Logging;
using TypedModels.Engines;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Execution;

/// <summary>A loaded model: its graph, its variables, and what each signature feeds and fetches. Nothing of it is shared with another load.</summary>
internal sealed class TensorFlowSession : EngineSession
{
    private readonly SignaturePlan[] _plans;
    private readonly ILogger? _log;

    public TensorFlowSession(TensorFlowLibrary library, string engine, GraphHandle graph, SessionHandle session, SignaturePlan[] plans, ILogger? log)
    {
        Library = library;
        EngineName = engine;
        Graph = graph;
        Session = session;
        _plans = plans;
        _log = log;
        Held = new HeldTensors(library);
        if (log is not null)
        {
            NativeLog.Add(log);
        }
    }

    public override string EngineName { get; }

    /// <summary>False: the C API cannot end a call. It ends at a deadline, where an operation looks for it.</summary>
    public override bool CanStopCalls => false;

    public TensorFlowLibrary Library { get; }

    public GraphHandle Graph { get; }

    public SessionHandle Session { get; }

    /// <summary>Text inputs that the model itself still refers to.</summary>
    public HeldTensors Held { get; }

    public override CallFrame CreateFrame(int signature) => new TensorFlowFrame(this, _plans[signature]);

    public override void Dispose()
    {
        if (Session.IsClosed)
        {
            return;
        }

        if (_log is not null)
        {
            NativeLog.Remove(_log);
        }

        Session.Dispose();
        Held.Dispose();
        Graph.Dispose();
    }
}
