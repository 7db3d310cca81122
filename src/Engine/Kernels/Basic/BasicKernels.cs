using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Basic;

/// <summary>Operations that hand values on, or check them on the way.</summary>
internal static class BasicKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["NoOp", "ControlTrigger"], _ => new NothingKernel());
        table.Add(
            ["Identity", "StopGradient", "PreventGradient", "Snapshot", "PlaceholderWithDefault", "_EagerConst", "IdentityN", "RefIdentity", "DebugIdentity", "DebugIdentityV2", "OptimizationBarrier", "GuaranteeConst", "DeepCopy"],
            _ => new IdentityKernel());
        table.Add(["Placeholder", "PlaceholderV2"], node => new PlaceholderKernel(node), row => row.Impure());
        table.Add("HostConst", node => new ConstantKernel(ConstantReader.Read(node.Tensor("value"), node.Resources.Budget)));
        table.Add("Timestamp", _ => new ActionKernel(context => context.Output(0, Shape.Scalar).WritableSpan<double>()[0] = (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds)).Impure();
        table.Add("Abort", node => new FailureKernel(ModelErrorCode.Aborted, $"The model asks to end the process: {node.Text("error_msg")}")).Impure();
        table.Add("ReadFile", _ => new ActionKernel(Files.Read)).Impure();
        table.Add("WriteFile", node => new FailureKernel(ModelErrorCode.PermissionDenied, "A model writes no files: WriteFile is refused.")).Impure();
        table.Add("EnsureShape", node => new EnsureShapeKernel(node.Shape("shape")));
        table.Add("Assert", node => new AssertKernel(node.Int32("summarize"))).Impure();
        table.Add(["Print", "PrintV2"], node => new PrintKernel(node.OutputCount), row => row.Impure());
    }
}
