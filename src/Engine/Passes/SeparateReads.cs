using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;

namespace TypedModels.Engine.Passes;

/// <summary>Writes operations that take rows out of a variable as a read and the same operation on values: reading copies nothing, and a variable that nothing writes is a constant.</summary>
internal static class SeparateReads
{
    /// <summary>Rewrites such operations of <paramref name="graph"/> and of the functions in it.</summary>
    public static void Apply(Graph graph)
    {
        foreach (var node in graph.AllNodes().ToArray())
        {
            Separate(node);
        }
    }

    private static void Separate(Node node)
    {
        switch (node.Operation)
        {
            case "ResourceGather" when node.Inputs.Count == 2 && node.Attributes.FindType("dtype") is { } type && BatchAxes(node) is >= 0 and <= Shape.MaxRank and var batchAxes:
                // Rows are what is taken behind the axes that both share.
                Replace(node, "GatherV2", type);
                node.Attributes.SetType("Taxis", DataType.Int32);
                node.Inputs.Add(Node.OfConstant(node.Name, Tensor.CreateShared<int>(DataType.Int32, Shape.Scalar, [(int)batchAxes])).Output(0));
                break;
            case "ResourceGatherNd" when node.Inputs.Count == 2 && node.Attributes.FindType("dtype") is { } type:
                Replace(node, "GatherNd", type);
                break;
        }
    }

    private static long BatchAxes(Node node) => node.Attributes.Find("batch_dims")?.Integer ?? 0;

    private static void Replace(Node node, string operation, DataType type)
    {
        var definition = OperationTable.Find("ReadVariableOp")!;
        var attributes = new NodeAttributes(new AttributeMap(), definition.Defaults, null);
        attributes.SetType("dtype", type);
        var read = new Node { Name = node.Name, Operation = definition.Name, Definition = definition, Attributes = attributes, OutputTypes = [type] };
        read.Inputs.Add(node.Inputs[0]);
        read.ControlInputs.AddRange(node.ControlInputs);
        node.Operation = operation;
        node.Definition = OperationTable.Find(operation);
        node.Attributes.SetType("Tparams", type);
        node.Inputs[0] = read.Output(0);
    }
}
