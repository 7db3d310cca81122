namespace TypedModels.Tool.Inspect;

/// <summary>
/// Knows the operations that reach beyond the model: a graph is a program, and these are the ones by which it can read, write, connect or run something. That an operation
/// is not among them is no promise for libraries of operations that are loaded beside TensorFlow's own.
/// </summary>
internal static class OutsideOperations
{
    private const string ReadsFiles = "reads files";
    private const string WritesFiles = "writes files";
    private const string ReadsTable = "reads a text file, usually one of the assets";
    private const string UsesNetwork = "uses the network";
    private const string RunsPython = "runs Python code";
    private const string WritesText = "writes to the console or a file";

    private static readonly Dictionary<string, string> s_effects = new(StringComparer.Ordinal)
    {
        ["ReadFile"] = ReadsFiles,
        ["MatchingFiles"] = "lists files",
        ["Restore"] = ReadsFiles,
        ["RestoreSlice"] = ReadsFiles,
        ["RestoreV2"] = ReadsFiles,
        ["LoadAndRemapMatrix"] = ReadsFiles,
        ["GenerateVocabRemapping"] = ReadsFiles,
        ["ImmutableConst"] = ReadsFiles,
        ["DecodeProtoV2"] = ReadsFiles,
        ["EncodeProto"] = ReadsFiles,
        ["FixedLengthRecordReader"] = ReadsFiles,
        ["FixedLengthRecordReaderV2"] = ReadsFiles,
        ["LMDBReader"] = ReadsFiles,
        ["TextLineReader"] = ReadsFiles,
        ["TextLineReaderV2"] = ReadsFiles,
        ["TFRecordReader"] = ReadsFiles,
        ["TFRecordReaderV2"] = ReadsFiles,
        ["WholeFileReader"] = ReadsFiles,
        ["WholeFileReaderV2"] = ReadsFiles,
        ["FixedLengthRecordDataset"] = ReadsFiles,
        ["FixedLengthRecordDatasetV2"] = ReadsFiles,
        ["LMDBDataset"] = ReadsFiles,
        ["LoadDataset"] = ReadsFiles,
        ["MatchingFilesDataset"] = "lists files",
        ["SqlDataset"] = ReadsFiles,
        ["TextLineDataset"] = ReadsFiles,
        ["TFRecordDataset"] = ReadsFiles,
        ["TFRecordDatasetV2"] = ReadsFiles,
        ["InitializeTableFromTextFile"] = ReadsTable,
        ["InitializeTableFromTextFileV2"] = ReadsTable,
        ["WriteFile"] = WritesFiles,
        ["Save"] = WritesFiles,
        ["SaveSlices"] = WritesFiles,
        ["SaveV2"] = WritesFiles,
        ["MergeV2Checkpoints"] = WritesFiles,
        ["CacheDataset"] = WritesFiles,
        ["CacheDatasetV2"] = WritesFiles,
        ["DatasetToTFRecord"] = WritesFiles,
        ["SaveDataset"] = WritesFiles,
        ["SaveDatasetV2"] = WritesFiles,
        ["SnapshotDataset"] = WritesFiles,
        ["SnapshotDatasetV2"] = WritesFiles,
        ["CreateSummaryFileWriter"] = WritesFiles,
        ["CreateSummaryDbWriter"] = WritesFiles,
        ["WriteAudioSummary"] = WritesFiles,
        ["WriteGraphSummary"] = WritesFiles,
        ["WriteHistogramSummary"] = WritesFiles,
        ["WriteImageSummary"] = WritesFiles,
        ["WriteRawProtoSummary"] = WritesFiles,
        ["WriteScalarSummary"] = WritesFiles,
        ["WriteSummary"] = WritesFiles,
        ["Print"] = WritesText,
        ["PrintV2"] = WritesText,
        ["PyFunc"] = RunsPython,
        ["PyFuncStateless"] = RunsPython,
        ["EagerPyFunc"] = RunsPython,
        ["DataServiceDataset"] = UsesNetwork,
        ["DataServiceDatasetV2"] = UsesNetwork,
        ["DataServiceDatasetV3"] = UsesNetwork,
        ["DataServiceDatasetV4"] = UsesNetwork,
        ["RegisterDataset"] = UsesNetwork,
        ["RegisterDatasetV2"] = UsesNetwork,
        ["DebugIdentity"] = UsesNetwork,
        ["DebugIdentityV2"] = WritesFiles,
        ["DebugIdentityV3"] = UsesNetwork,
        ["DebugNanCount"] = UsesNetwork,
        ["DebugNumericSummary"] = UsesNetwork,
        ["DebugNumericSummaryV2"] = UsesNetwork,
        ["RpcClient"] = UsesNetwork,
        ["RpcCall"] = UsesNetwork,
        ["RpcServer"] = UsesNetwork,
        ["RpcServerStart"] = UsesNetwork,
        ["_Send"] = UsesNetwork,
        ["_Recv"] = UsesNetwork,
        ["_HostSend"] = UsesNetwork,
        ["_HostRecv"] = UsesNetwork,
    };

    /// <summary>What an operation of this type does beyond the model, or null.</summary>
    public static string? EffectOf(string operation) => s_effects.GetValueOrDefault(operation);
}
