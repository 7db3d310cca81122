using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>CTCGreedyDecoder: the likeliest class at each time, without blanks and, if asked for, repetitions.</summary>
internal sealed class GreedyDecoderKernel<T>(bool mergesRepeated, int blank) : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run(KernelContext context)
    {
        var scores = new ClassScores(context.Input(0), context.Input(1));
        int blankClass = blank < 0 ? scores.Classes + blank : blank;
        if (blankClass < 0 || blankClass >= scores.Classes)
        {
            throw OperationException.InvalidArgument($"blank_index expected to be between {-scores.Classes} and {scores.Classes - 1} but was {blank}");
        }

        var likelihood = context.Output(3, new Shape(scores.Sequences, 1)).WritableSpan<T>();
        var sequences = new List<int>[scores.Sequences];
        for (int sequence = 0; sequence < sequences.Length; sequence++)
        {
            sequences[sequence] = [];
            likelihood[sequence] = T.Zero;
            int previous = -1;
            for (int time = 0; time < scores.Lengths[sequence]; time++)
            {
                context.ThrowIfCancelled();
                var classes = scores.At<T>(time, sequence);
                int best = 0;
                for (int i = 1; i < classes.Length; i++)
                {
                    best = classes[best] < classes[i] ? i : best;
                }

                likelihood[sequence] -= classes[best];
                if (best != blankClass && !(mergesRepeated && best == previous))
                {
                    sequences[sequence].Add(best);
                }

                previous = best;
            }
        }

        DecodedSequences.Give(context, sequences, 0, 1, 2);
    }
}
