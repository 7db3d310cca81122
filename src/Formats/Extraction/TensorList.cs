using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Extraction;

/// <summary>
/// Lists the tensors of a graph, one line each: <c>name operation type shape</c>, sorted by name (ordinal). A tensor inside a function is written
/// <c>node:output:index@function</c>. What the file does not say is <c>?</c>.
/// </summary>
internal static class TensorList
{
    /// <summary>The first line of every list: the format and its version.</summary>
    public const string Header = "typedmodels tensors 1";

    private const string Unknown = "?";
    private const int MostOutputs = 1 << 16;

    /// <summary>Writes the tensors of a meta graph, with <c>\n</c> line ends.</summary>
    /// <exception cref="ModelFormatException">The graph is damaged.</exception>
    public static void Write(TextWriter writer, MetaGraphDocument metaGraph)
    {
        writer.Write(Header + "\n");
        foreach (string line in Lines(metaGraph).OrderBy(line => line.Name, StringComparer.Ordinal).Select(line => ContractLiteral.Word(line.Name) + line.Facts))
        {
            writer.Write(line + "\n");
        }
    }

    private static IEnumerable<(string Name, string Facts)> Lines(MetaGraphDocument metaGraph)
    {
        foreach (var node in metaGraph.Graph.Nodes)
        {
            int position = 0;
            foreach (var (_, _, facts) in Outputs(metaGraph, node))
            {
                yield return (new TensorName(node.Name, position++).ToString(), facts);
            }
        }

        foreach (var function in metaGraph.Graph.Functions)
        {
            foreach (var node in function.Nodes)
            {
                foreach (var (name, index, facts) in Outputs(metaGraph, node))
                {
                    yield return ($"{node.Name}:{name}:{index}@{function.Name}", facts);
                }
            }
        }
    }

    private static IEnumerable<(string Name, long Index, string Facts)> Outputs(MetaGraphDocument metaGraph, NodeDocument node)
    {
        var types = OutputTypes.Of(metaGraph, node);
        if (types is null)
        {
            yield break; // How many outputs it has is not known either.
        }

        if (types.Count > MostOutputs)
        {
            throw new ModelFormatException(new ModelProblem(ExtractionError.Damaged, null, $"The node {node.Name} has {types.Count} outputs", "Fetch or export the model again"));
        }

        var shapes = ShapesOf(node);
        int position = 0;
        foreach (var (name, index, type) in types.InOrder())
        {
            string shape = position < shapes.Count ? shapes[position].ToString() : Unknown;
            position++;
            yield return (name, index, $" {ContractLiteral.Word(node.Operation)} {type?.Value().ToWord() ?? Unknown} {shape}");
        }
    }

    // What the exporter worked out; else what the operation itself states.
    private static IReadOnlyList<TensorShape> ShapesOf(NodeDocument node)
    {
        if (node.Attributes["_output_shapes"]?.List is { } list)
        {
            return list.Shapes;
        }

        TensorShape? stated = node.Operation switch
        {
            "Const" => node.Attributes["value"]?.Tensor?.Shape,
            "Placeholder" or "PlaceholderWithDefault" or "VariableV2" or "Variable" => node.Attributes["shape"]?.Shape,
            _ => null,
        };
        return stated is { } shape ? [shape] : [];
    }
}
