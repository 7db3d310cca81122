using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Turns the first elements of each sequence of a batch round and leaves those after them.</summary>
/// <param name="sequenceAxis">The axis along the sequences.</param>
/// <param name="batchAxis">The axis from sequence to sequence.</param>
internal sealed class ReverseSequenceKernel(int sequenceAxis, int batchAxis) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var lengths = context.Input(1);
        int batch = Axis(batchAxis, input.Rank, "batch_dim"), sequence = Axis(sequenceAxis, input.Rank, "seq_dim");
        if (batch == sequence)
        {
            throw OperationException.InvalidArgument($"batch_dim == seq_dim == {sequenceAxis}");
        }

        if (lengths.Rank != 1 || lengths.Count != input[batch])
        {
            throw OperationException.InvalidArgument($"Length of seq_lens != input.dims({batch}), ({lengths.Count} vs. {input[batch]})");
        }

        for (int i = 0; i < lengths.Count; i++)
        {
            if (lengths.Integer(i) < 0 || lengths.Integer(i) > input[sequence])
            {
                throw OperationException.InvalidArgument($"seq_lens({i}) is {lengths.Integer(i)}, but must be in [0, {input[sequence]}]");
            }
        }

        var output = context.Output(0, input.Shape);
        if (output.Count == 0)
        {
            return;
        }

        Span<int> strides = stackalloc int[input.Rank];
        Strides.Of(input.Shape, strides);
        for (int i = 0; i < lengths.Count; i++)
        {
            context.ThrowIfCancelled();
            int length = (int)lengths.Integer(i), start = i * strides[batch];
            var turned = new CopyLoops(start + (Math.Max(0, length - 1) * strides[sequence]), start);
            var left = new CopyLoops(start + (length * strides[sequence]), start + (length * strides[sequence]));
            for (int axis = 0; axis < input.Rank; axis++)
            {
                if (axis != batch)
                {
                    turned.Add(axis == sequence ? length : input[axis], axis == sequence ? -strides[axis] : strides[axis], strides[axis]);
                    left.Add(axis == sequence ? input[axis] - length : input[axis], strides[axis], strides[axis]);
                }
            }

            TensorMove.Run(context, input, output, turned);
            TensorMove.Run(context, input, output, left);
        }
    }

    private static int Axis(int given, int rank, string name)
    {
        int axis = given < 0 ? given + rank : given;
        return axis >= 0 && axis < rank ? axis : throw OperationException.InvalidArgument($"{name} is {given}, but the input has {rank} dimensions");
    }
}
