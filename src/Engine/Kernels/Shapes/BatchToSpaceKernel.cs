using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Puts batches together as the places of blocks, and cuts the margins of the space that they make.</summary>
/// <param name="size">The block's length on two axes of space, or null when the second input tells.</param>
internal sealed class BatchToSpaceKernel(int? size) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var blocks = new BatchBlocks(stackalloc int[Shape.MaxRank], stackalloc long[Shape.MaxRank], stackalloc long[Shape.MaxRank]);
        blocks.Read(input, size, size is null ? context.Input(1) : null, context.Input(size is null ? 2 : 1), "crops");
        if (input[0] % blocks.Places != 0)
        {
            throw OperationException.InvalidArgument($"Input batch dimension ({input[0]}) is not divisible by product of block sizes ({blocks.Places})");
        }

        Span<long> lengths = stackalloc long[input.Rank];
        for (int axis = 0; axis < input.Rank; axis++)
        {
            lengths[axis] = axis == 0 ? input[0] / blocks.Places : input[axis];
            if (axis > 0 && axis <= blocks.Rank)
            {
                lengths[axis] = ((long)input[axis] * blocks.Block(axis - 1)) - blocks.Margin(axis - 1);
                if (lengths[axis] < 0)
                {
                    throw OperationException.InvalidArgument($"cropped_shape[{axis - 1}]={lengths[axis]} must be non-negative");
                }
            }
        }

        var output = context.Output(0, Shape.From(lengths));
        if (output.Count > 0)
        {
            blocks.Move(context, input, output, gathers: true);
        }
    }
}
