using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State;

/// <summary>Gives the shape of a variable's value.</summary>
/// <param name="type">int32 or int64.</param>
internal sealed class VariableShapeKernel(DataType type) : Kernel
{
    public override void Run(KernelContext context)
    {
        var shape = Handles.Of<Variable>(context.Input(0)).Read().Shape;
        var output = context.Output(0, new Shape(shape.Rank));
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (type == DataType.Int64)
            {
                output.WritableSpan<long>()[axis] = shape[axis];
            }
            else
            {
                output.WritableSpan<int>()[axis] = shape[axis];
            }
        }
    }
}
