using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State;

/// <summary>Makes a variable that lives as long as a call: one for each time the operation runs, filled with zeros.</summary>
internal sealed class TemporaryVariableKernel(KernelNode node) : Kernel
{
    private readonly string _name = node.Name;
    private readonly DataType _type = node.Type("dtype");
    private readonly Shape _shape = node.Shape("shape") is { IsFullyKnown: true } shape
        ? Shape.From(shape.Dimensions.AsSpan())
        : throw OperationException.InvalidArgument($"The temporary variable '{node.Name}' has no known shape.");

    public override void Run(KernelContext context)
    {
        if (DataTypes.SizeOf(_type) == 0)
        {
            throw OperationException.Unimplemented($"A temporary variable of {_type.ToWord()}.");
        }

        var value = Tensor.CreateShared(_type, _shape, context.Resources.Budget, static (bytes, _) => bytes.Clear());
        context.Output(0, Shape.Scalar).WritableObjects[0] = new Variable(_name, _type) { Value = value };
    }
}
