using System.Globalization;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Keras.Graphs;

/// <summary>The functions that a graph calls, as they are written.</summary>
internal sealed class LayerFunctions
{
    private int _count;

    /// <summary>The functions: a <c>FunctionDefLibrary</c>.</summary>
    public WireWriter Library { get; } = new();

    /// <summary>A name for a further function.</summary>
    public string NextName(string kind) => "__" + kind + "_" + (++_count).ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds a function (<c>FunctionDef</c>: signature = 1, node_def = 3, ret = 4).</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">What it takes: names and types.</param>
    /// <param name="results">What it gives: names, types, and the tensors of its body.</param>
    /// <param name="nodes">Its body: the <c>node</c> fields of a <c>GraphDef</c>.</param>
    public void Add(string name, IEnumerable<(string Name, DataType Type)> arguments, IReadOnlyList<(string Name, GraphTensor Tensor)> results, IEnumerable<ReadOnlyMemory<byte>> nodes)
    {
        var signature = new WireWriter().Text(1, name);
        foreach (var (argument, type) in arguments)
        {
            signature.Message(2, new WireWriter().Text(1, argument).Varint(3, (int)type));
        }

        foreach (var (result, tensor) in results)
        {
            signature.Message(3, new WireWriter().Text(1, result).Varint(3, (int)tensor.DataType));
        }

        var function = new WireWriter().Message(1, signature);
        foreach (var node in nodes)
        {
            function.Bytes(3, node.Span);
        }

        foreach (var (result, tensor) in results)
        {
            function.Message(4, new WireWriter().Text(1, result).Text(2, tensor.Name));
        }

        Library.Message(1, function);
    }
}
