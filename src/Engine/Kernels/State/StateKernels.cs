using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.State.Random;
using TypedModels.Engine.Kernels.State.Restoring;
using TypedModels.Engine.Kernels.State.Tables;

namespace TypedModels.Engine.Kernels.State;

/// <summary>Variables, tables and random generators.</summary>
internal static class StateKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("VarHandleOp", node => new VariableHandleKernel(node)).Handle();
        table.Add("ReadVariableOp", _ => new ReadVariableKernel()).Impure();
        table.Add(Node.ReadReferenceOperation, _ => new ReadVariableKernel()).Impure();
        table.Add("AssignVariableOp", node => new AssignVariableKernel(node.Flag("validate_shape"))).Impure();
        RestoringKernels.AddTo(table);
        TableKernels.AddTo(table);
        RandomKernels.AddTo(table);
    }
}
