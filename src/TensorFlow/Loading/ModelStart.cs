using TypedModels.Engines;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Interop;
using TypedModels.TensorFlow.Variables;

namespace TypedModels.TensorFlow.Loading;

/// <summary>Brings a model that is in its session to the state in which calls find it: variables restored and set, then the model's own initialisation.</summary>
internal sealed class ModelStart(
    EngineModel model, NativeSession native, TensorResolver tensors, SessionVariables variables, LoadError error, Action<LoadStep> step, CancellationToken cancellationToken)
{
    public void Run()
    {
        if (model.Restore is not null || model.Values.Count > 0)
        {
            step(LoadStep.Restoring);
            Restore();
            Set();
        }

        if (model.Initialisers.Count > 0)
        {
            step(LoadStep.Initialising);
            Initialise();
        }
    }

    private void Restore()
    {
        if (model.Restore is not { } restore)
        {
            return;
        }

        var run = new OperationRun(native.Library, native.Session, AssetFeeds());
        run.Feed(tensors.Text(restore.FileNameTensor, "the checkpoint's path"), restore.Prefix);
        var operation = tensors.Operation(restore.Operation, "restores the variables");
        try
        {
            run.Run(operation);
        }
        catch (TensorFlowException e)
        {
            throw error.Restoring(e, restore);
        }
    }

    private void Set()
    {
        using var values = Take();
        try
        {
            variables.Assign(values);
        }
        catch (TensorFlowException e)
        {
            throw error.Setting(e);
        }
    }

    private VariableTensors Take()
    {
        try
        {
            return variables.Take(model.Name, model.Values, cancellationToken);
        }
        catch (FormatException e)
        {
            throw error.Reading(e);
        }
    }

    private void Initialise()
    {
        var run = new OperationRun(native.Library, native.Session, AssetFeeds());
        foreach (string name in model.Initialisers)
        {
            var operation = tensors.Operation(name, "initialises the model");
            try
            {
                run.Run(operation);
            }
            catch (TensorFlowException e)
            {
                throw error.Initialising(e, name);
            }
        }
    }

    private List<(TF_Output Tensor, string Value)> AssetFeeds() => [.. model.Assets.Select(asset => (tensors.Text(asset.Tensor, "an asset's path"), asset.Path))];
}
