using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Pads space with zeros and takes each place of a block as a batch of its own.</summary>
/// <param name="size">The block's length on two axes of space, or null when the second input tells.</param>
internal sealed class SpaceToBatchKernel(int? size) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var blocks = new BatchBlocks(stackalloc int[Shape.MaxRank], stackalloc long[Shape.MaxRank], stackalloc long[Shape.MaxRank]);
        blocks.Read(input, size, size is null ? context.Input(1) : null, context.Input(size is null ? 2 : 1), "paddings");
        Span<long> lengths = stackalloc long[input.Rank];
        bool isPadded = false;
        for (int axis = 0; axis < input.Rank; axis++)
        {
            lengths[axis] = axis == 0 ? input[0] * blocks.Places : input[axis];
            if (axis > 0 && axis <= blocks.Rank)
            {
                long padded = input[axis] + blocks.Margin(axis - 1);
                int block = blocks.Block(axis - 1);
                if (padded % block != 0)
                {
                    throw OperationException.InvalidArgument($"padded_shape[{axis - 1}]={padded} is not divisible by block_shape[{axis - 1}]={block}");
                }

                lengths[axis] = padded / block;
                isPadded |= blocks.Margin(axis - 1) > 0;
            }
        }

        var output = context.Output(0, Shape.From(lengths));
        if (isPadded)
        {
            Elements.Clear(output, 0, output.Count);
        }

        if (output.Count > 0 && input.Count > 0)
        {
            blocks.Move(context, input, output, gathers: false);
        }
    }
}
