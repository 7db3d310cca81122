namespace TypedModels.Engine.Kernels.State;

/// <summary>Gives the value that a variable has at that time.</summary>
internal sealed class ReadVariableKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var value = Handles.Of<Variable>(context.Input(0)).Read();
        if (value.Type != context.ResultType(0))
        {
            throw OperationException.InvalidArgument($"Trying to read variable with wrong dtype. Expected {context.ResultType(0).ToWord()} got {value.Type.ToWord()}");
        }

        context.Forward(0, value);
    }
}
