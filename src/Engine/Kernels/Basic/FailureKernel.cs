namespace TypedModels.Engine.Kernels.Basic;

/// <summary>Fails: for what a model may ask for and does not get.</summary>
/// <param name="code">The kind of error.</param>
/// <param name="message">What was asked for, and why it is refused.</param>
internal sealed class FailureKernel(ModelErrorCode code, string message) : Kernel
{
    public override void Run(KernelContext context) => throw new OperationException(code, message);
}
