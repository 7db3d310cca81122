using Microsoft.CodeAnalysis;
using TypedModels.Generator.Model;
using TypedModels.Graphs;

namespace TypedModels.Generator.Parsing;

/// <summary>Reads the lists of graphs.</summary>
internal static class GraphParser
{
    private const int LinesBeforePath = 16;

    /// <summary>Whether the file is the list of a model's graphs.</summary>
    public static bool IsGraph(AdditionalText file) => file.Path.EndsWith(GraphListReader.Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes the file's text, and looks which model it is about.</summary>
    public static GraphModel Parse(AdditionalText file, CancellationToken cancellationToken)
    {
        string text = file.GetText(cancellationToken)?.ToString() ?? "";
        return new(Path.GetFileName(file.Path), ModelPath.Normalize(PathOf(text)), text);
    }

    /// <summary>Reads a list.</summary>
    /// <param name="graph">The list, or null when the project has none.</param>
    /// <param name="problem">Why it cannot be read.</param>
    public static GraphListDocument? Read(GraphModel? graph, out string problem)
    {
        problem = "the project has none";
        if (graph is null)
        {
            return null;
        }

        try
        {
            return GraphListReader.Read(graph.Text);
        }
        catch (ContractFormatException exception)
        {
            problem = $"{graph.FileName}, line {exception.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {exception.Problem}";
            return null;
        }
    }

    private static string PathOf(string text)
    {
        using var reader = new StringReader(text);
        for (int i = 0; i < LinesBeforePath && reader.ReadLine() is { } line; i++)
        {
            var words = new ContractLine(line.TrimEnd(' '), i + 1);
            try
            {
                if (words.Accept("path"))
                {
                    return words.Word("path");
                }
            }
            catch (ContractFormatException)
            {
                return ""; // The path itself is damaged: no class finds the list, and each that asks for it says so.
            }
        }

        return "";
    }
}
