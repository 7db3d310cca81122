namespace TypedModels.Engine.Kernels.Neural;

internal static class NeuralKernels
{
    public static void AddTo(KernelTable table)
    {
        _ = table;
    }
}
