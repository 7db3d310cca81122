namespace TypedModels.Engine.Kernels.LinearAlgebra;

internal static class LinearAlgebraKernels
{
    public static void AddTo(KernelTable table)
    {
        _ = table;
    }
}
