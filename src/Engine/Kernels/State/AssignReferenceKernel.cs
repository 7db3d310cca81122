namespace TypedModels.Engine.Kernels.State;

/// <summary>Puts a value in the place of a reference variable's, and hands the variable on: <c>Assign</c> of TensorFlow 1.</summary>
/// <param name="validatesShape">Whether the value must have the variable's shape.</param>
internal sealed class AssignReferenceKernel(bool validatesShape) : Kernel
{
    public override void Run(KernelContext context)
    {
        var handle = context.Input(0);
        var variable = Handles.Of<Variable>(handle);
        var value = context.Input(1);
        if (value.Type != variable.Type)
        {
            throw OperationException.InvalidArgument($"The variable '{variable.Name}' is of {variable.Type.ToWord()}, and is assigned a value of {value.Type.ToWord()}.");
        }

        lock (variable.Writing)
        {
            if (validatesShape && (variable.Value?.Shape ?? variable.DeclaredShape) is { } expected && expected != value.Shape)
            {
                throw OperationException.InvalidArgument($"Assign requires shapes of both tensors to match. lhs shape= {expected} rhs shape= {value.Shape}");
            }

            variable.Value = value.ToShared(context.Resources.Budget);
        }

        context.Forward(0, handle);
    }
}
