using System.Text;

namespace TypedModels.Graphs;

/// <summary>Writes the list of a model's graphs as text: a line a node, sorted by name, <c>\n</c> line ends.</summary>
internal static class GraphListWriter
{
    /// <summary>The first line of every list: the format and its version.</summary>
    internal const string Header = "typedmodels graph 1";

    /// <summary>The text of <paramref name="document"/>, in the format of <c>docs/contract-format.md</c>.</summary>
    public static string Write(GraphListDocument document)
    {
        var builder = new StringBuilder();
        builder.Append(Header).Append('\n');
        Line(builder, "path", [document.Path]);
        foreach (string checkpoint in document.Checkpoints)
        {
            Line(builder, "checkpoint", [checkpoint]);
        }

        foreach (var graph in document.Graphs)
        {
            Line(builder, "tags", graph.Tags);
            foreach (var node in graph.Nodes)
            {
                WriteNode(builder, node);
            }

            foreach (var function in graph.Functions)
            {
                Line(builder, "function", [function.Key, .. function.Value]);
            }
        }

        return builder.ToString();
    }

    private static void WriteNode(StringBuilder builder, GraphNode node)
    {
        builder.Append("node ").Append(ContractLiteral.Word(node.Name)).Append(' ').Append(ContractLiteral.Word(node.Operation));
        foreach (var output in node.Outputs)
        {
            builder.Append(' ').Append(output.DataType.ToWord()).Append(' ').Append(output.Shape);
        }

        if (node.Default is { } value)
        {
            builder.Append(" = ").Append(value);
        }

        Words(builder, " <", node.Inputs.Where(input => !IsControl(input)));
        Words(builder, " ^", node.Inputs.Where(IsControl).Select(input => input.Substring(1)));
        Words(builder, " !", node.Functions);
        builder.Append('\n');
    }

    private static bool IsControl(string input) => input.Length > 0 && input[0] == '^';

    private static void Words(StringBuilder builder, string mark, IEnumerable<string> words)
    {
        string separator = mark + " ";
        foreach (string word in words)
        {
            builder.Append(separator).Append(ContractLiteral.Word(word));
            separator = " ";
        }
    }

    private static void Line(StringBuilder builder, string keyword, IEnumerable<string> words)
    {
        builder.Append(keyword);
        Words(builder, "", words);
        builder.Append('\n');
    }
}
