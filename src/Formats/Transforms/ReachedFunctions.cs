using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Transforms;

/// <summary>Collects the functions that nodes need, and those that these need.</summary>
/// <param name="graph">The graph with the library.</param>
internal sealed class ReachedFunctions(GraphDocument graph)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Stack<FunctionDocument> _pending = new();

    /// <summary>Takes the functions that a node calls or names.</summary>
    public void Add(NodeDocument node)
    {
        Add(node.Operation);
        Add(node.Attributes);
        while (_pending.Count > 0)
        {
            foreach (var inner in _pending.Pop().Nodes)
            {
                Add(inner.Operation);
                Add(inner.Attributes);
            }
        }
    }

    /// <summary>Writes the library with these functions alone, and the versions of the graph.</summary>
    /// <param name="target">The graph that is written.</param>
    /// <param name="rewrite">What a function becomes.</param>
    /// <param name="rename">The new name of a function.</param>
    public void Write(WireWriter target, Func<FunctionDocument, ReadOnlyMemory<byte>> rewrite, Func<string, string> rename)
    {
        var library = new WireWriter();
        foreach (var function in graph.Functions.Where(function => _names.Contains(function.Name)))
        {
            library.Bytes(1, rewrite(function).Span);
        }

        var reader = new WireReader(graph.Bytes, "GraphDef");
        for (int start = 0; reader.Next(); start = reader.Position)
        {
            if (reader is { Field: 2, Type: WireType.Bytes })
            {
                WriteGradients(library, reader.Message("FunctionDefLibrary"), rename);
                continue;
            }

            bool isVersion = reader.Field is 3 or 4;
            reader.Skip();
            if (isVersion)
            {
                target.Fields(graph.Bytes.Slice(start, reader.Position - start).Span);
            }
        }

        if (library.Written.Length > 0)
        {
            target.Message(2, library);
        }
    }

    // GradientDef: a function and its gradient. Gradients that are registered for operations are of no use without the program that registered them.
    private void WriteGradients(WireWriter library, WireReader source, Func<string, string> rename)
    {
        while (source.Next())
        {
            if (source is { Field: 2, Type: WireType.Bytes })
            {
                var (function, gradient) = MapEntry.ReadText(source.Message("GradientDef"));
                if (_names.Contains(function) && _names.Contains(gradient))
                {
                    library.Message(2, new WireWriter().Text(1, rename(function)).Text(2, rename(gradient)));
                }
            }
            else
            {
                source.Skip();
            }
        }
    }

    private void Add(AttributeMap attributes)
    {
        foreach (var function in attributes.SelectMany(attribute => attribute.Value.Functions))
        {
            Add(function.Name);
            Add(function.Attributes);
        }
    }

    private void Add(string name)
    {
        if (graph.Function(name) is { } function && _names.Add(name))
        {
            _pending.Push(function);
        }
    }
}
