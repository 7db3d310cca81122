namespace TypedModels.Formats.Extraction;

/// <summary>
/// Knows the operations that leave a trace in a session: writes to variables, tables, queues and iterators, and generators of random numbers, which go on where the
/// last call stopped. Reading a variable is none, nor is what lives only during a call (tensor arrays, stacks, tensor lists).
/// </summary>
internal static class StateChange
{
    private static readonly HashSet<string> s_operations = new(StringComparer.Ordinal)
    {
        // variables
        "CountUpTo", "ResourceCountUpTo", "DestroyResourceOp", "StridedSliceAssign", "ResourceStridedSliceAssign",
        "ScatterUpdate", "ScatterAdd", "ScatterSub", "ScatterMul", "ScatterDiv", "ScatterMin", "ScatterMax",
        "ScatterNdUpdate", "ScatterNdAdd", "ScatterNdSub", "ScatterNdMin", "ScatterNdMax",

        // tables
        "LookupTableInsert", "LookupTableInsertV2", "LookupTableRemoveV2", "LookupTableImport", "LookupTableImportV2",
        "InitializeTable", "InitializeTableV2", "InitializeTableFromTextFile", "InitializeTableFromTextFileV2", "InitializeTableFromDataset",

        // random generators
        "RandomUniform", "RandomUniformInt", "RandomStandardNormal", "TruncatedNormal", "ParameterizedTruncatedNormal", "RandomShuffle", "RandomShuffleV2",
        "RandomGamma", "RandomPoisson", "RandomPoissonV2", "Multinomial", "SampleDistortedBoundingBox", "SampleDistortedBoundingBoxV2", "RandomCrop",
        "FixedUnigramCandidateSampler", "LearnedUnigramCandidateSampler", "LogUniformCandidateSampler", "ThreadUnsafeUnigramCandidateSampler", "UniformCandidateSampler",
        "StatefulStandardNormal", "StatefulStandardNormalV2", "StatefulTruncatedNormal", "StatefulUniform", "StatefulUniformFullInt", "StatefulUniformInt",
        "StatefulRandomBinomial", "NonDeterministicInts", "RngSkip", "RngReadAndSkip",

        // queues, stages, accumulators, iterators
        "QueueEnqueue", "QueueEnqueueV2", "QueueEnqueueMany", "QueueEnqueueManyV2", "QueueDequeue", "QueueDequeueV2", "QueueDequeueMany", "QueueDequeueManyV2",
        "QueueDequeueUpTo", "QueueDequeueUpToV2", "QueueClose", "QueueCloseV2", "Stage", "Unstage", "StageClear", "MapStage", "MapUnstage", "MapClear",
        "BarrierInsertMany", "BarrierTakeMany", "BarrierClose", "AccumulatorApplyGradient", "AccumulatorTakeGradient", "AccumulatorSetGlobalStep",
        "ResourceAccumulatorApplyGradient", "ResourceAccumulatorTakeGradient", "ResourceAccumulatorSetGlobalStep",
        "IteratorGetNext", "IteratorGetNextSync", "IteratorGetNextAsOptional", "MakeIterator", "DeserializeIterator",
    };

    private static readonly string[] s_prefixes = ["Assign", "Apply", "SparseApply", "ResourceApply", "ResourceSparseApply", "ResourceScatter"];

    /// <summary>Whether operations of this type leave a trace.</summary>
    public static bool IsOne(string operation)
    {
        if (s_operations.Contains(operation))
        {
            return true;
        }

        foreach (string prefix in s_prefixes)
        {
            if (operation.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
