using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>The inputs that the CTC operations share: a score for each time, sequence and class, and how long each sequence is.</summary>
internal readonly ref struct ClassScores
{
    /// <summary>Reads and checks the inputs.</summary>
    /// <param name="scores">The scores, [time, sequence, class].</param>
    /// <param name="lengths">The lengths of the sequences.</param>
    public ClassScores(Tensor scores, Tensor lengths)
    {
        if (scores.Rank != 3)
        {
            throw OperationException.InvalidArgument("inputs is not a 3-Tensor");
        }

        if (lengths.Rank != 1)
        {
            throw OperationException.InvalidArgument("sequence_length is not a vector");
        }

        if (scores[0] == 0)
        {
            throw OperationException.InvalidArgument("max_time is 0");
        }

        Scores = scores;
        Lengths = lengths.Span<int>();
        if (Lengths.Length != Sequences)
        {
            throw new OperationException(ModelErrorCode.FailedPrecondition, $"len(sequence_length) != batch_size.  len(sequence_length):  {Lengths.Length} batch_size: {Sequences}");
        }

        for (int i = 0; i < Lengths.Length; i++)
        {
            if (Lengths[i] > Times)
            {
                throw new OperationException(ModelErrorCode.FailedPrecondition, $"sequence_length({i}) <= {Times}");
            }
        }
    }

    /// <summary>The scores.</summary>
    public Tensor Scores { get; }

    /// <summary>The length of each sequence; one below zero has no times at all.</summary>
    public ReadOnlySpan<int> Lengths { get; }

    public int Times => Scores[0];

    public int Sequences => Scores[1];

    public int Classes => Scores[2];

    /// <summary>The scores of the classes at one time of one sequence.</summary>
    public ReadOnlySpan<T> At<T>(int time, int sequence)
        where T : unmanaged => Scores.Span<T>().Slice(((time * Sequences) + sequence) * Classes, Classes);
}
