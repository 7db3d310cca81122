namespace TypedModels.Engine.Kernels.State;

/// <summary>Puts a value in the place of a variable's.</summary>
/// <param name="validatesShape">Whether the value must have the shape of the one before.</param>
internal sealed class AssignVariableKernel(bool validatesShape) : Kernel
{
    public override void Run(KernelContext context)
    {
        var variable = Handles.Of<Variable>(context.Input(0));
        var value = context.Input(1);
        if (value.Type != variable.Type)
        {
            throw OperationException.InvalidArgument($"Trying to assign variable with wrong dtype. Expected {variable.Type.ToWord()} got {value.Type.ToWord()}");
        }

        if (validatesShape && variable.Value is { } before && before.Shape != value.Shape)
        {
            throw OperationException.InvalidArgument($"Trying to assign to variable with tensor with wrong shape. Expected {before.Shape} got {value.Shape}");
        }

        lock (variable.Writing)
        {
            variable.Value = value.ToShared(context.Resources.Budget);
        }
    }
}
