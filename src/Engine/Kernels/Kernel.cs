namespace TypedModels.Engine.Kernels;

/// <summary>Carries out one node of a graph. Made once when the graph is planned, then run by any number of threads at a time: what changes from call to call lives in the context.</summary>
internal abstract class Kernel
{
    /// <summary>Reads the inputs of <paramref name="context"/> and gives every output a value.</summary>
    /// <exception cref="OperationException">The inputs are none that the operation takes.</exception>
    public abstract void Run(KernelContext context);
}
