namespace TypedModels.Engine.Kernels.State.Restoring;

/// <summary>An operation that writes files: part of every model that can be saved again, and never run by its signatures.</summary>
/// <param name="operation">The type of operation.</param>
internal sealed class RefusedWriteKernel(string operation) : Kernel
{
    public override void Run(KernelContext context) =>
        throw new OperationException(ModelErrorCode.PermissionDenied, $"{operation} writes files, which a model may not do.");
}
