using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>ComputeAccidentalHits: which candidates are true classes, each with the weight that rules it out.</summary>
internal sealed class AccidentalHitsKernel(int trueCount) : Kernel
{
    public override void Run(KernelContext context)
    {
        var trueClasses = context.Input(0);
        var candidates = context.Input(1);
        if (trueClasses.Rank != 2 || trueClasses[1] != trueCount)
        {
            throw OperationException.InvalidArgument("true_candidates must be a batch_size * num_true matrix");
        }

        if (candidates.Rank != 1)
        {
            throw OperationException.InvalidArgument("sampled_candidates must be a vector, which is typically an output from CandidateSampler");
        }

        var places = new Dictionary<long, int>();
        for (int i = 0; i < candidates.Count; i++)
        {
            places[candidates.Span<long>()[i]] = i;
        }

        var hits = new List<(int Row, int Place)>();
        for (int i = 0; i < trueClasses.Count; i++)
        {
            if (places.TryGetValue(trueClasses.Span<long>()[i], out int place))
            {
                hits.Add((i / trueCount, place));
            }
        }

        var rows = context.Output(0, new Shape(hits.Count)).WritableSpan<int>();
        var ids = context.Output(1, new Shape(hits.Count)).WritableSpan<long>();
        context.Output(2, new Shape(hits.Count)).WritableSpan<float>().Fill(float.MinValue);
        for (int i = 0; i < hits.Count; i++)
        {
            (rows[i], ids[i]) = hits[i];
        }
    }
}
