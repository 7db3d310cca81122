using TypedModels.Engine.Loading;
using TypedModels.Engines;

namespace TypedModels.Engine;

/// <summary>Runs models in .NET alone.</summary>
internal sealed class ManagedEngine : ModelEngine
{
    public override string Name => EngineName.Text;

    public override EngineSession Open(EngineModel model, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken) =>
        new ModelLoad(model, [], options, progress, cancellationToken).Run();
}
