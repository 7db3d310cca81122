using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.Transforms;

namespace TypedModels.Tests.Transforms;

/// <summary>Small graphs with functions, put together of nodes.</summary>
internal static class GraphParts
{
    public static readonly WireWriter Float = AttributeWriter.Type(DataType.Float);

    /// <summary>A graph of nodes and functions.</summary>
    public static GraphDocument Graph(NodeWriter[] nodes, params WireWriter[] functions)
    {
        WireWriter graph = new(), library = new();
        Array.ForEach(nodes, node => graph.Message(1, node.Write()));
        Array.ForEach(functions, function => library.Message(1, function));
        return new GraphDocument(graph.Message(2, library).Message(4, new WireWriter().Varint(1, 1766)).ToArray());
    }

    /// <summary>A function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="inputs">Its arguments: a name and its type, or <c>$T</c> for an attribute, or <c>$N*T</c>.</param>
    /// <param name="outputs">Its results in the same way, with where they come from.</param>
    /// <param name="nodes">Its body.</param>
    /// <param name="controls">Its control results.</param>
    public static WireWriter Function(string name, (string Name, object Type)[] inputs, (string Name, object Type, string Source)[] outputs, NodeWriter[] nodes, params string[] controls)
    {
        var signature = new WireWriter().Text(1, name);
        Array.ForEach(inputs, input => signature.Message(2, Argument(input.Name, input.Type)));
        Array.ForEach(outputs, output => signature.Message(3, Argument(output.Name, output.Type)));
        Array.ForEach(controls, control => signature.Text(20, control));
        var function = new WireWriter().Message(1, signature);
        Array.ForEach(nodes, node => function.Message(3, node.Write()));
        Array.ForEach(outputs, output => function.Message(4, new WireWriter().Text(1, output.Name).Text(2, output.Source)));
        Array.ForEach(controls, control => function.Message(6, new WireWriter().Text(1, control).Text(2, control)));
        return function;
    }

    public static NodeWriter Placeholder(string name) => new NodeWriter(name, "Placeholder").With("dtype", Float);

    public static NodeWriter Call(string name, string function, params string[] inputs) =>
        new NodeWriter(name, "StatefulPartitionedCall").Inputs(inputs).With("f", AttributeWriter.Function(function));

    public static NodeWriter Unary(string name, string operation, string input) => new NodeWriter(name, operation).Input(input).With("T", Float);

    private static WireWriter Argument(string name, object type)
    {
        var argument = new WireWriter().Text(1, name);
        return type switch
        {
            DataType known => argument.Varint(3, (int)known),
            string text when text.Split('*') is [var number, var element] => argument.Text(4, element).Text(5, number),
            string attribute => argument.Text(4, attribute),
            _ => throw new ArgumentException("A type is one, or the name of an attribute.", nameof(type)),
        };
    }
}
