using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Diag and DiagPart: a value of some axes as the diagonal of one with twice as many.</summary>
internal static class TensorDiagonal
{
    /// <summary>Writes a value on the diagonal, zeros elsewhere.</summary>
    public static void Diag(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Rank == 0)
        {
            throw OperationException.InvalidArgument($"Input must be at least rank 1, got 0");
        }

        var output = context.Output(0, Shape.Concat(input.Shape.Lengths, input.Shape.Lengths));
        Elements.Clear(output, 0, output.Count);
        var loops = new CopyLoops(0, 0);
        loops.Add(input.Count, 1, input.Count + 1);
        TensorMove.Run(context, input, output, loops);
    }

    /// <summary>Reads the diagonal.</summary>
    public static void DiagPart(KernelContext context)
    {
        var input = context.Input(0);
        int rank = input.Rank / 2;
        if (input.Rank == 0 || input.Rank % 2 != 0)
        {
            throw OperationException.InvalidArgument($"The rank of the tensor should be even and positive, got shape {input.Shape}");
        }

        for (int axis = 0; axis < rank; axis++)
        {
            if (input[axis] != input[axis + rank])
            {
                throw OperationException.InvalidArgument($"Invalid shape {input.Shape}: dimensions {axis} and {axis + rank} do not match.");
            }
        }

        var output = context.Output(0, new Shape(input.Shape.Lengths[..rank]));
        var loops = new CopyLoops(0, 0);
        loops.Add(output.Count, output.Count + 1, 1);
        TensorMove.Run(context, input, output, loops);
    }
}
