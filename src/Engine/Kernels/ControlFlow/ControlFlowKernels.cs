using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.ControlFlow;

/// <summary>Operations that run functions: loops, branches, calls.</summary>
internal static class ControlFlowKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["While", "StatelessWhile"], node => new WhileKernel(node.Function("cond"), node.Function("body")), row => row.Impure());
        table.Add(["If", "StatelessIf"], node => new BranchKernel([node.Function("else_branch"), node.Function("then_branch")], isCase: false), row => row.Impure());
        table.Add(["Case", "StatelessCase"], node => new BranchKernel([.. node.Functions("branches")], isCase: true), row => row.Impure());
        table.Add("For", node => new ForKernel(node.Function("body"))).Impure();
        table.Add("MapDefun", node => new MapKernel(node.Function("f"), node.Types("Targuments").Count, node.Shapes("output_shapes"))).Impure();

        // Batching across calls would only make one call wait for another: each is a batch of its own.
        table.Add("BatchFunction", node => new CallKernel(node.Function("f"))).Impure();
        table.Add("ToBool", _ => new ActionKernel(context => context.Output(0, Shape.Scalar).WritableSpan<bool>()[0] = FunctionCalls.IsTrue(context.Input(0))));
        table.Add("LoopCond", _ => new Basic.IdentityKernel()).Impure();
        table.Add(
            ["Switch", "RefSwitch", "Merge", "RefMerge", "Enter", "RefEnter", "Exit", "RefExit", "NextIteration", "RefNextIteration"],
            node => throw KernelNode.Unsupported($"{node.Operation} is run by the executor of its graph."),
            row => row.Impure());
        table.Add(["PartitionedCall", "StatefulPartitionedCall"], node => new CallKernel(node.Function("f")), row => row.Impure());
    }
}
