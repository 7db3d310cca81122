
namespace TypedModels.Engine.Kernels.Sorting;

/// <summary>The largest or smallest numbers along an axis, best first. What TensorFlow approximates on its accelerators is exact here.</summary>
internal sealed class ApproximateTopKKernel : Kernel
{
    private readonly int _count;
    private readonly int _axis;
    private readonly bool _isLargest;

    public ApproximateTopKKernel(KernelNode node)
    {
        _count = node.Int32("k");
        _axis = node.Int32("reduction_dimension");
        _isLargest = node.Flag("is_max_k");
        if (!node.Flag("aggregate_to_topk"))
        {
            throw KernelNode.Unsupported("ApproxTopK without aggregate_to_topk, whose number of results depends on the accelerator");
        }
    }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        int axis = _axis < 0 ? _axis + input.Rank : _axis;
        if (axis < 0 || axis >= input.Rank || _count < 0 || _count > input[axis])
        {
            throw OperationException.InvalidArgument($"k = {_count} numbers along the axis {_axis} cannot be taken from a value of shape {input.Shape}");
        }

        var shape = input.Shape.With(axis, _count);
        var values = context.Output(0, shape).WritableSpan<float>();
        var indices = context.Output(1, shape).WritableSpan<int>();
        int inner = input.Shape.Product(axis + 1, input.Rank), length = input[axis];
        var numbers = input.Span<float>();
        var row = context.Scratch<float>(length);
        var places = context.Scratch<int>(length + 1);
        for (int line = 0; line < shape.Count / Math.Max(1, _count); line++)
        {
            context.ThrowIfCancelled();
            int start = (line / inner * length * inner) + (line % inner), target = (line / inner * _count * inner) + (line % inner);
            for (int i = 0; i < length; i++)
            {
                row[i] = _isLargest ? numbers[start + (i * inner)] : -numbers[start + (i * inner)];
            }

            TopSelection<float>.Select(row, places, _count, isSorted: true);
            for (int i = 0; i < _count; i++)
            {
                values[target + (i * inner)] = numbers[start + (places[i] * inner)];
                indices[target + (i * inner)] = places[i];
            }
        }
    }
}
