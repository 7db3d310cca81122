using TypedModels.Engines;

namespace TypedModels.Tests.Support;

/// <summary>An engine that loads nothing, keeps what it was asked for, and opens a <see cref="ScriptedSession"/>.</summary>
internal sealed class ScriptedEngine : ModelEngine
{
    public override string Name => "scripted";

    /// <summary>What it was asked to load.</summary>
    public EngineModel? Model { get; private set; }

    /// <summary>What it opened.</summary>
    public ScriptedSession? Session { get; private set; }

    /// <summary>What a call of the session does.</summary>
    public Action<ScriptedFrame, CallLimits> OnRun { get; init; } = (frame, _) => frame.Echo();

    public override EngineSession Open(EngineModel model, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken)
    {
        progress(LoadStep.Importing);
        Model = model;
        return Session = new ScriptedSession(model.Signatures) { OnRun = OnRun };
    }
}
