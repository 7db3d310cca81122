namespace TypedModels.Engine.Kernels.State.Restoring;

/// <summary>Checkpoints: read where a model is loaded with one, never written.</summary>
internal static class RestoringKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["RestoreV2", "Restore", "RestoreSlice"], node => new RestoreKernel(node.Operation), row => row.Impure());
        table.Add(["SaveV2", "Save", "SaveSlices", "MergeV2Checkpoints"], node => new RefusedWriteKernel(node.Operation), row => row.Impure());
        table.Add("ShardedFilename", _ => new ShardNameKernel(isPattern: false));
        table.Add("ShardedFilespec", _ => new ShardNameKernel(isPattern: true));
    }
}
