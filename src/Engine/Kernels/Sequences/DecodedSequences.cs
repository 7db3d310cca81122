using TypedModels.Engine.Kernels.Sparse;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>Gives decoded sequences out as a sparse matrix.</summary>
internal static class DecodedSequences
{
    /// <summary>Gives the positions, labels and shape of the sequences.</summary>
    public static void Give(KernelContext context, IReadOnlyList<List<int>> sequences, int indicesOutput, int valuesOutput, int shapeOutput)
    {
        int total = sequences.Sum(sequence => sequence.Count);
        var indices = context.GiveIndices(indicesOutput, total, 2);
        var values = context.Output(valuesOutput, new Shape(total)).WritableSpan<long>();
        int next = 0;
        long longest = 0;
        for (int row = 0; row < sequences.Count; row++)
        {
            for (int column = 0; column < sequences[row].Count; column++, next++)
            {
                indices[2 * next] = row;
                indices[(2 * next) + 1] = column;
                values[next] = sequences[row][column];
            }

            longest = Math.Max(longest, sequences[row].Count);
        }

        context.GiveLengths(shapeOutput, [sequences.Count, longest]);
    }
}
