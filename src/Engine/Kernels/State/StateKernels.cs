using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.State.Queues;
using TypedModels.Engine.Kernels.State.Random;
using TypedModels.Engine.Kernels.State.Restoring;
using TypedModels.Engine.Kernels.State.Tables;
using TypedModels.Engine.Kernels.State.Training;
using TypedModels.Engine.Kernels.State.Updates;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State;

/// <summary>Variables, tables and random generators.</summary>
internal static class StateKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["VarHandleOp", "Variable", "VariableV2"], node => new VariableHandleKernel(node), row => row.Handle());
        table.Add("ReadVariableOp", _ => new ReadVariableKernel()).Impure();
        table.Add(Node.ReadReferenceOperation, _ => new ReadVariableKernel()).Impure();
        table.Add("AssignVariableOp", node => new AssignVariableKernel(node.Flag("validate_shape"))).Impure();
        table.Add("TemporaryVariable", node => new TemporaryVariableKernel(node)).Impure();
        table.Add("DestroyTemporaryVariable", _ => new ReadVariableKernel()).Impure();
        table.Add("Assign", node => new AssignReferenceKernel(node.Flag("validate_shape"))).Impure();
        table.Add(["VarIsInitializedOp", "IsVariableInitialized"], _ => new ActionKernel(IsInitialised), row => row.Impure());
        table.Add("VariableShape", node => new VariableShapeKernel(node.OutputType(0))).Impure();
        table.Add("DestroyResourceOp", _ => new ActionKernel(Destroy)).Impure();
        table.Add("DisableCopyOnRead", _ => new ActionKernel(_ => { })).Impure();
        // Written as a read and a gather of values before they are planned, but for the one form that nobody uses.
        table.Add(["ResourceGather", "ResourceGatherNd"], node => throw KernelNode.Unsupported($"{node.Operation} with batch_dims below 0"), row => row.Impure());
        UpdateKernels.AddTo(table);
        RestoringKernels.AddTo(table);
        TableKernels.AddTo(table);
        RandomKernels.AddTo(table);
        QueueKernels.AddTo(table);
        TrainingKernels.AddTo(table);
    }

    private static void IsInitialised(KernelContext context) =>
        context.Output(0, Shape.Scalar).WritableSpan<bool>()[0] = Handles.Of<Variable>(context.Input(0)).HasValue;

    // What the name stands for is forgotten; tables and generators are given back with the loaded model.
    private static void Destroy(KernelContext context)
    {
        if (context.Input(0).Objects is [Variable variable, ..])
        {
            variable.Value = null;
        }
    }
}
