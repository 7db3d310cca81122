namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>Sequences of labels: decoding, loss, distance; classes drawn as candidates.</summary>
internal static class SequenceKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("CTCGreedyDecoder", Greedy).Where("T", DataTypeSet.Float);
        table.Add("CTCBeamSearchDecoder", Beam).Where("T", DataTypeSet.Float);
        table.Add("CTCLoss", Loss).Where("T", DataTypeSet.Float);
        table.Add("EditDistance", node => new EditDistanceKernel(node.Flag("normalize"))).Where("T", DataTypeSet.Real | DataTypeSet.Of(DataType.String));
        table.Add("LogUniformCandidateSampler", node => new CandidateSamplerKernel(node, CandidateSource.LogUniform)).Impure();
        table.Add("UniformCandidateSampler", node => new CandidateSamplerKernel(node, CandidateSource.Uniform)).Impure();
        table.Add("AllCandidateSampler", node => new CandidateSamplerKernel(node, CandidateSource.All)).Impure();
        table.Add("ComputeAccidentalHits", node => new AccidentalHitsKernel(node.Int32("num_true")));
    }

    private static Kernel Greedy(KernelNode node)
    {
        bool merges = node.Flag("merge_repeated");
        int blank = node.Int32("blank_index");
        return node.Type("T") == DataType.Double ? new GreedyDecoderKernel<double>(merges, blank) : new GreedyDecoderKernel<float>(merges, blank);
    }

    private static Kernel Beam(KernelNode node)
    {
        int width = node.Int32("beam_width"), paths = node.Int32("top_paths");
        bool merges = node.Flag("merge_repeated");
        if (width < 1 || paths < 1 || node.OutputCount != (3 * paths) + 1)
        {
            throw OperationException.InvalidArgument($"The attributes 'beam_width' and 'top_paths' are {width} and {paths}; both must be at least 1.");
        }

        return node.Type("T") == DataType.Double ? new BeamDecoderKernel<double>(width, paths, merges) : new BeamDecoderKernel<float>(width, paths, merges);
    }

    private static Kernel Loss(KernelNode node)
    {
        bool collapses = node.Flag("preprocess_collapse_repeated"), merges = node.Flag("ctc_merge_repeated"), ignores = node.Flag("ignore_longer_outputs_than_inputs");
        return node.OutputType(0) == DataType.Double
            ? new CtcLossKernel<double>(collapses, merges, ignores)
            : new CtcLossKernel<float>(collapses, merges, ignores);
    }
}
