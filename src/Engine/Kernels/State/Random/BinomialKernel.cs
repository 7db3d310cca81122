using TypedModels.Engine.Compute.RandomNumbers;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>Numbers of binomial distributions, with counts and probabilities that are broadcast.</summary>
internal sealed class BinomialKernel(RandomSource source) : SampledKernel(source, holdsParameters: true)
{
    protected override Shape ParameterShape(KernelContext context)
    {
        var (counts, probabilities) = (context.Input(FirstParameter).Shape, context.Input(FirstParameter + 1).Shape);
        int rank = Math.Max(counts.Rank, probabilities.Rank);
        Span<int> lengths = stackalloc int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            int left = Length(counts, rank, axis);
            int right = Length(probabilities, rank, axis);
            lengths[axis] = left == 1 ? right
                : right == 1 || left == right ? left
                : throw OperationException.InvalidArgument($"counts and probs must have compatible batch dimensions: {counts} vs. {probabilities}");
        }

        return new Shape(lengths);
    }

    // TensorFlow's own reckoning: 100 pairs for four samples.
    protected override long ResultsToTake(int parameters, int samples) => parameters * 2L * 100 * (samples + 3L) / 4;

    protected override void Draw(KernelContext context, Philox generator, int drawn, int parameter, in Shape parameters, Tensor output, int position)
    {
        var (counts, probabilities) = (context.Input(FirstParameter), context.Input(FirstParameter + 1));
        double count = Number(counts, Offset(counts.Shape, parameters, parameter));
        double probability = Number(probabilities, Offset(probabilities.Shape, parameters, parameter));
        double rare = Math.Min(probability, 1 - probability);
        double mean = counts.Type == DataType.Float ? (float)count * (float)rare : count * rare;
        Write(output, position, BinomialNumbers.Draw(generator, drawn, count, probability, mean));
    }

    private static int Length(in Shape shape, int rank, int axis) => axis < rank - shape.Rank ? 1 : shape[axis - (rank - shape.Rank)];

    private static int Offset(in Shape shape, in Shape broadcast, int position)
    {
        int offset = 0;
        int step = 1;
        for (int axis = broadcast.Rank - 1; axis >= broadcast.Rank - shape.Rank; axis--)
        {
            int length = Length(shape, broadcast.Rank, axis);
            offset += length == 1 ? 0 : position % broadcast[axis] * step;
            step *= length;
            position /= broadcast[axis];
        }

        return offset;
    }
}
