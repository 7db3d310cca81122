using TypedModels.Engine.Compute.RandomNumbers;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>Puts the rows of a tensor in a random order.</summary>
internal sealed class ShuffleKernel(SharedGenerator generator) : Kernel
{
    private const int Stretch = 4096;

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Count <= 1 || input[0] <= 1)
        {
            context.Forward(0, input);
            return;
        }

        int rows = input[0];
        int length = input.Count / rows;
        var order = context.Scratch<int>(rows);
        Shuffle.Fill(generator.TakeBlocks((ulong)(rows - 1 + 3) / 4), order);
        var output = context.Output(0, input.Shape);
        for (int row = 0; row < rows; row++)
        {
            if (row % Stretch == 0)
            {
                context.ThrowIfCancelled();
            }

            Elements.Copy(input, order[row] * length, output, row * length, length);
        }
    }
}
