using TypedModels.Engine.Compute.RandomNumbers;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Queues;

/// <summary>Queues and stacks, and the iterators of data sets, which a model that only answers calls has none of.</summary>
internal static class QueueKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["FIFOQueue", "FIFOQueueV2"], node => new QueueHandleKernel(node, name => First(node, name)), row => row.Handle());
        table.Add(["RandomShuffleQueue", "RandomShuffleQueueV2"], node => new QueueHandleKernel(node, name => Shuffled(node, name)), row => row.Handle());
        table.Add(["QueueEnqueue", "QueueEnqueueV2"], _ => new EnqueueKernel(isMany: false), row => row.Impure());
        table.Add(["QueueEnqueueMany", "QueueEnqueueManyV2"], _ => new EnqueueKernel(isMany: true), row => row.Impure());
        table.Add(["QueueDequeue", "QueueDequeueV2"], _ => new DequeueKernel(isMany: false, isFewerEnough: false), row => row.Impure());
        table.Add(["QueueDequeueMany", "QueueDequeueManyV2"], _ => new DequeueKernel(isMany: true, isFewerEnough: false), row => row.Impure());
        table.Add(["QueueDequeueUpTo", "QueueDequeueUpToV2"], _ => new DequeueKernel(isMany: true, isFewerEnough: true), row => row.Impure());
        table.Add(["QueueSize", "QueueSizeV2"], _ => new ActionKernel(context => context.Output(0, Shape.Scalar).WritableSpan<int>()[0] = Queue(context).Count), row => row.Impure());
        table.Add(["QueueIsClosed", "QueueIsClosedV2"], _ => new ActionKernel(context => context.Output(0, Shape.Scalar).WritableSpan<bool>()[0] = Queue(context).IsClosed), row => row.Impure());
        table.Add(["QueueClose", "QueueCloseV2"], _ => new ActionKernel(context => Queue(context).Close()), row => row.Impure());
        AddStacks(table);
        table.Add(["Iterator", "IteratorV2"], node => new QueueHandleKernel(node, name => new ElementQueue(name, [], 0)), row => row.Handle());
        table.Add(["IteratorGetNext", "IteratorGetNextSync"], _ => new ActionKernel(RefuseNext), row => row.Impure());
    }

    private static void AddStacks(KernelTable table)
    {
        table.Add("Stack", node => StackKernel(node.Type("elem_type"), hasSize: false)).Impure();
        table.Add("StackV2", node => StackKernel(node.Type("elem_type"), hasSize: true)).Impure();
        table.Add(["StackPush", "StackPushV2"], _ => new ActionKernel(Push), row => row.Impure());
        table.Add(["StackPop", "StackPopV2"], _ => new ActionKernel(Pop), row => row.Impure());
        table.Add(["StackClose", "StackCloseV2"], _ => new ActionKernel(context => Handles.Of<ValueStack>(context.Input(0)).Clear()), row => row.Impure());
    }

    private static ElementQueue Queue(KernelContext context) => Handles.Of<ElementQueue>(context.Input(0));

    private static ElementQueue First(KernelNode node, string name) => new(name, node.Types("component_types"), node.Integer("capacity")) { Shapes = node.Shapes("shapes") };

    private static ElementQueue Shuffled(KernelNode node, string name) => new(name, node.Types("component_types"), node.Integer("capacity"))
    {
        Shapes = node.Shapes("shapes"),
        Generator = SharedGenerator.FromSeeds(node.Integer("seed"), node.Integer("seed2")),
        LeastLeft = node.Integer("min_after_dequeue"),
    };

    // Each run of the operation makes a stack of its own.
    private static ActionKernel StackKernel(DataType type, bool hasSize) => new(context =>
    {
        if (hasSize && context.Input(0).Rank != 0)
        {
            throw OperationException.InvalidArgument($"Stack size must be a scalar, but had shape: {context.Input(0).Shape}");
        }

        context.Output(0, Shape.Scalar).WritableObjects[0] = new ValueStack(type, hasSize ? context.Input(0).Scalar<int>() : -1);
    });

    private static void Push(KernelContext context)
    {
        Handles.Of<ValueStack>(context.Input(0)).Push(context, context.Input(1));
        context.Forward(0, context.Input(1));
    }

    private static void Pop(KernelContext context)
    {
        var value = Handles.Of<ValueStack>(context.Input(0)).Pop();
        if (value.Type != context.ResultType(0))
        {
            throw OperationException.InvalidArgument($"Must have type {context.ResultType(0).ToWord()} but got {value.Type.ToWord()}");
        }

        context.Forward(0, value);
    }

    private static void RefuseNext(KernelContext context) => throw new OperationException(
        ModelErrorCode.FailedPrecondition, "GetNext() failed because the iterator has not been initialized: the graph takes its input from a data set. Name the tensors behind the iterator as inputs, or export the model with inputs of its own.");
}
