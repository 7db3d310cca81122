namespace TypedModels.Engine.Kernels.State;

/// <summary>Gives the value that a variable has at that time.</summary>
internal sealed class ReadVariableKernel : Kernel
{
    public override void Run(KernelContext context) => context.Forward(0, Handles.Of<Variable>(context.Input(0)).Read());
}
