using TypedModels.Engine.Kernels.Basic;
using TypedModels.Engine.Kernels.ControlFlow;
using TypedModels.Engine.Kernels.Lists;
using TypedModels.Engine.Kernels.State;

namespace TypedModels.Engine.Kernels;

internal sealed partial class KernelTable
{
    private static KernelTable CreateDefault()
    {
        var table = new KernelTable();
        BasicKernels.AddTo(table);
        ControlFlowKernels.AddTo(table);
        ListKernels.AddTo(table);
        TensorArrayKernels.AddTo(table);
        StateKernels.AddTo(table);
        return table;
    }
}
