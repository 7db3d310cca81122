using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Queues and stacks that are filled and emptied in one call.</summary>
internal sealed class QueueCases : CaseFamily
{
    protected override void AddCases()
    {
        AddOneByOne();
        AddMany();
        AddClosed();
        AddStack();
    }

    private static Output Queue(CaseGraph graph, DataType[] types, params TensorShape[] shapes) =>
        graph.Node("FIFOQueueV2", [], ("component_types", types), ("shapes", shapes), ("shared_name", "q"))[0];

    private void AddOneByOne()
    {
        DataType[] types = [DataType.Float, DataType.String];
        var graph = new CaseGraph();
        var queue = Queue(graph, types);
        graph.Node("QueueEnqueueV2", [queue, new[] { graph.Input(Vector(DataType.Float, 1, 2)), graph.Input(Text("one")) }]);
        graph.Node("QueueEnqueueV2", [queue, new[] { graph.Input(Vector(DataType.Float, 3)), graph.Input(Text("two")) }], [], [graph.Last]);
        var size = graph.Node("QueueSizeV2", [queue], [], [graph.Last]);
        var first = graph.Node("QueueDequeueV2", [queue], [("component_types", types)], [graph.Last]);
        var second = graph.Node("QueueDequeueV2", [queue], [("component_types", types)], [graph.Last]);
        var left = graph.Node("QueueSizeV2", [queue], [], [graph.Last]);
        foreach (var outputs in new Output[][] { [.. size, .. first, .. second, .. left], [.. size], [.. first] })
        {
            AddRuns(outputs.Length == 1 ? "QueueSizeV2" : outputs.Length == 2 ? "QueueDequeueV2" : "FIFOQueueV2", 1, graph, outputs);
        }
    }

    private void AddMany()
    {
        AddShaped(TensorShape.Scalar, new TensorShape(2));
        AddShaped(TensorShape.Scalar, new TensorShape(3));
        AddShaped();
    }

    private void AddShaped(params TensorShape[] shapes)
    {
        DataType[] types = [DataType.Int32, DataType.Double];
        var graph = new CaseGraph();
        var queue = Queue(graph, types, shapes);
        graph.Node("QueueEnqueueManyV2", [queue, new[] { graph.Input(Ints(1, 2, 3, 4)), graph.Input(Count(DataType.Double, 4, 2)) }]);
        var taken = graph.Node("QueueDequeueManyV2", [queue, Int(3)], [("component_types", types)], [graph.Last]);
        var closed = graph.Node("QueueIsClosedV2", [queue], [], [graph.Last]);
        graph.Node("QueueCloseV2", [queue], [], [graph.Last]);
        var closedAfter = graph.Node("QueueIsClosedV2", [queue], [], [graph.Last]);
        var rest = graph.Node("QueueDequeueUpToV2", [queue, Int(3)], [("component_types", types)], [graph.Last]);
        AddRuns("QueueDequeueManyV2", 1, graph, [.. taken, .. closed, .. closedAfter, .. rest]);
    }

    private void AddClosed()
    {
        foreach (string operation in new[] { "QueueDequeueV2", "QueueEnqueueV2" })
        {
            DataType[] types = [DataType.Int32];
            var graph = new CaseGraph();
            var queue = Queue(graph, types);
            graph.Node("QueueCloseV2", [queue]);
            if (operation == "QueueDequeueV2")
            {
                AddRuns(operation, 1, graph, graph.Node(operation, [queue], [("component_types", types)], [graph.Last]));
            }
            else
            {
                graph.Node(operation, [queue, new[] { graph.Input(Int(1)) }], [], [graph.Last]);
                AddRuns(operation, 1, graph, graph.Node("QueueSizeV2", [queue], [], [graph.Last]));
            }
        }
    }

    private void AddStack()
    {
        foreach (int size in new[] { 5, 1, -1 })
        {
            foreach (int pops in new[] { 2, 3 })
            {
                var graph = new CaseGraph();
                var stack = graph.Node("StackV2", [Int(size)], ("elem_type", DataType.Float))[0];
                graph.Node("StackPushV2", [stack, Vector(DataType.Float, 1, 2)]);
                graph.Node("StackPushV2", [stack, Float(3)], [], [graph.Last]);
                var popped = new List<Output>();
                for (int i = 0; i < pops; i++)
                {
                    popped.AddRange(graph.Node("StackPopV2", [stack], [("elem_type", DataType.Float)], [graph.Last]));
                }

                AddRuns("StackV2", 2, graph, [.. popped]);
            }
        }
    }
}
