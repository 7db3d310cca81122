using TypedModels.Engine.Kernels.Sparse;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>EditDistance: how many changes lead from each sequence to its truth (Levenshtein), by default relative to the length of the truth.</summary>
internal sealed class EditDistanceKernel(bool isNormalised) : Kernel
{
    public override void Run(KernelContext context)
    {
        var guess = SparseValue.Read(context, 0, 1, 2);
        var truth = SparseValue.Read(context, 3, 4, 5);
        int rank = guess.Rank;
        if (rank < 2 || truth.Rank != rank)
        {
            throw OperationException.InvalidArgument($"Expected hypothesis and truth of one rank of at least 2, received shapes [{SparseValue.Join(guess.Lengths)}] and [{SparseValue.Join(truth.Lengths)}]");
        }

        long[] lengths = new long[rank - 1];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = Math.Max(guess.Lengths[axis], truth.Lengths[axis]);
        }

        var output = context.Output(0, Shape.From(lengths)).WritableSpan<float>();
        output.Clear();
        int i = 0, j = 0;
        while (i < guess.Count || j < truth.Count)
        {
            context.ThrowIfCancelled();
            int order = i == guess.Count ? 1 : j == truth.Count ? -1 : SparseValue.Compare(guess.Index(i)[..^1], truth.Index(j)[..^1]);
            var position = (order <= 0 ? guess.Index(i) : truth.Index(j))[..^1];
            int offset = Offset(position, lengths, output.Length);
            int guessEnd = order <= 0 ? End(guess, i) : i;
            int truthEnd = order >= 0 ? End(truth, j) : j;
            int distance = Distance(context, guess.Values, i, guessEnd, truth.Values, j, truthEnd);
            int length = truthEnd - j;
            output[offset] = !isNormalised ? distance : length > 0 ? (float)distance / length : distance > 0 ? float.PositiveInfinity : 0;
            (i, j) = (guessEnd, truthEnd);
        }
    }

    private static int End(SparseValue sparse, int start)
    {
        int end = start + 1;
        while (end < sparse.Count && sparse.Index(end)[..^1].SequenceEqual(sparse.Index(start)[..^1]))
        {
            end++;
        }

        return end;
    }

    private static int Offset(ReadOnlySpan<long> position, long[] lengths, int count)
    {
        long offset = 0;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            if (position[axis] < 0 || position[axis] >= lengths[axis])
            {
                throw new OperationException(
                    ModelErrorCode.Internal, $"Got an inner product {position[axis]} which would require writing to outside of the buffer for the output tensor (max elements {count})");
            }

            offset = (offset * lengths[axis]) + position[axis];
        }

        return (int)offset;
    }

    private static int Distance(KernelContext context, Tensor guess, int guessStart, int guessEnd, Tensor truth, int truthStart, int truthEnd)
    {
        int[] row = [.. Enumerable.Range(0, truthEnd - truthStart + 1)];
        for (int i = guessStart; i < guessEnd; i++)
        {
            Text.TextContext.ThrowIfCancelledEvery(context, i);
            int diagonal = row[0];
            row[0]++;
            for (int j = 1; j < row.Length; j++)
            {
                int above = row[j];
                int replaced = diagonal + (AreEqual(guess, i, truth, truthStart + j - 1) ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[^1];
    }

    private static bool AreEqual(Tensor left, int i, Tensor right, int j) => left.Type switch
    {
        DataType.String => left.Texts[i].Span.SequenceEqual(right.Texts[j].Span),
        DataType.Float => left.Span<float>()[i] == right.Span<float>()[j],
        DataType.Double => left.Span<double>()[i] == right.Span<double>()[j],
        DataType.UInt64 => left.Span<ulong>()[i] == right.Span<ulong>()[j],
        _ => left.Integer(i) == right.Integer(j),
    };
}
