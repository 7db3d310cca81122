using TypedModels.Engine.Graphs;
using TypedModels.Engine.Import;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Passes;
using TypedModels.Engine.Shapes;
using TypedModels.Engine.Tests.Support;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Tests.Inference;

/// <summary>What is inferred of the shapes of a hand-made graph.</summary>
internal static class InferredGraph
{
    private static readonly SessionResources s_resources = new("hand_made", new MemoryBudget(null), []);

    /// <summary>The shapes of the given outputs, all of them floats.</summary>
    public static string[] Shapes(GraphBuilder builder, string inputs, string outputs)
    {
        var graph = new GraphImporter(new GraphDocument(builder.ToArray())).Import([.. inputs.Split(' ').Select(name => (name, DataType.Float))], [.. outputs.Split(' ').Select(name => (name, DataType.Float))], []);
        new InferShapes(node => new KernelNode(node, s_resources, _ => throw new NotSupportedException())).Apply(graph);
        return [.. graph.Results.Select(Shape)];
    }

    /// <summary>A placeholder of floats; −1 for a length that is not known.</summary>
    public static GraphBuilder Input(this GraphBuilder builder, string name, params ReadOnlySpan<long> shape)
    {
        var message = new WireWriter();
        foreach (long length in shape)
        {
            message.Message(2, new WireWriter().Varint(1, length));
        }

        return builder.Node(name, "Placeholder", "", NodeAttribute.Type("dtype", DataType.Float), ("shape", new WireWriter().Message(7, message)));
    }

    private static string Shape(NodeOutput output) =>
        (output.Constant is { } constant ? InferredShape.Of(constant.Shape) : output.Node.Shapes is { } shapes ? shapes[output.Index] : InferredShape.Unknown).ToString();
}
