namespace TypedModels.Engine.Kernels.State.Training;

/// <summary>Steps of training, which some graphs carry out when they are initialised or called.</summary>
internal static class TrainingKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["ApplyGradientDescent", "ResourceApplyGradientDescent"], _ => new GradientDescentKernel(), Describe);
        table.Add(["ApplyMomentum", "ResourceApplyMomentum"], node => new MomentumKernel(node.Flag("use_nesterov")), Describe);
        table.Add(["ResourceApplyKerasMomentum"], node => new KerasMomentumKernel(node.Flag("use_nesterov")), Describe);
        table.Add(["ApplyAdam", "ResourceApplyAdam"], node => new AdamKernel(node.Flag("use_nesterov")), Describe);
    }

    private static void Describe(KernelRow row) => row.Where("T", DataTypeSet.Float).Impure();
}
