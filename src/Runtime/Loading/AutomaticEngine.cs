using TypedModels.Engine;
using TypedModels.Engine.Loading;
using TypedModels.Engines;
using TypedModels.TensorFlow;

namespace TypedModels.Runtime.Loading;

/// <summary>Runs a model on the managed engine where that has every operation of its signatures, else on TensorFlow where its library is on this computer.</summary>
internal sealed class AutomaticEngine(ModelOptions options) : ModelEngine
{
    private readonly ManagedEngine _managed = new();

    public override string Name => _managed.Name;

    public override EngineSession Open(EngineModel model, ModelOptions modelOptions, Action<LoadStep> progress, CancellationToken cancellationToken)
    {
        try
        {
            return _managed.Open(model, modelOptions, progress, cancellationToken);
        }
        catch (MissingOperationsException missing)
        {
            return FindTensorFlow(model, missing).Open(model, modelOptions, progress, cancellationToken);
        }
    }

    private TensorFlowEngine FindTensorFlow(EngineModel model, MissingOperationsException missing)
    {
        try
        {
            return TensorFlowEngine.Find(model.Name, options);
        }
        catch (EngineNotFoundException notFound)
        {
            // What the user can do without TensorFlow comes first, and where it was looked for is still told.
            throw new ModelLoadException(model.Name, model.Source, $"{missing.Message}\n{notFound.Message}", notFound);
        }
    }
}
