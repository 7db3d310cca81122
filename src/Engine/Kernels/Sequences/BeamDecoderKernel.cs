using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>CTCBeamSearchDecoder: the likeliest label sequences that a beam search finds.</summary>
internal sealed class BeamDecoderKernel<T>(int width, int paths, bool mergesRepeated) : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run(KernelContext context)
    {
        var scores = new ClassScores(context.Input(0), context.Input(1));
        if (scores.Classes == 0)
        {
            throw OperationException.InvalidArgument("There are no classes.");
        }

        var likelihood = context.Output(3 * paths, new Shape(scores.Sequences, paths)).WritableSpan<T>();
        var found = new List<int>[paths][];
        for (int path = 0; path < paths; path++)
        {
            found[path] = new List<int>[scores.Sequences];
        }

        for (int sequence = 0; sequence < scores.Sequences; sequence++)
        {
            var search = new BeamSearch<T>(width);
            for (int time = 0; time < scores.Lengths[sequence]; time++)
            {
                context.ThrowIfCancelled();
                search.Step(scores.At<T>(time, sequence));
            }

            var best = search.Best();
            if (best.Count < paths)
            {
                throw OperationException.InvalidArgument("Less leaves in the beam search than requested.");
            }

            for (int path = 0; path < paths; path++)
            {
                found[path][sequence] = best[path].Labels(mergesRepeated);
                likelihood[(sequence * paths) + path] = best[path].NewTotal;
            }
        }

        for (int path = 0; path < paths; path++)
        {
            DecodedSequences.Give(context, found[path], path, paths + path, (2 * paths) + path);
        }
    }
}
