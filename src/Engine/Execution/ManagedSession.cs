using TypedModels.Engine.Compute;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Planning;
using TypedModels.Engines;

namespace TypedModels.Engine.Execution;

/// <summary>A loaded model: the plans of its signatures and its state.</summary>
/// <param name="model">What was loaded.</param>
/// <param name="plans">The plan of each signature.</param>
/// <param name="workers">The threads that help, ended with the session where they are its own.</param>
/// <param name="resources">The state.</param>
internal sealed class ManagedSession(EngineModel model, Plan[] plans, WorkerPool workers, SessionResources resources) : EngineSession
{
    private readonly string _name = model.Name;
    private readonly IReadOnlyList<EngineSignature> _signatures = model.Signatures;

    public override string EngineName => Engine.EngineName.Text;

    /// <summary>True: every step and every long kernel looks at the token.</summary>
    public override bool CanStopCalls => true;

    public override CallFrame CreateFrame(int signature) => new ManagedFrame(_name, _signatures[signature], plans[signature], workers, resources);

    public override void Dispose()
    {
        if (workers != WorkerPool.Shared)
        {
            workers.Dispose();
        }

        resources.Dispose();
    }
}
