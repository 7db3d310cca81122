using TypedModels.Graphs;

namespace TypedModels.Generator.Tests.Harness;

/// <summary>Writes lists of graphs for tests.</summary>
internal static class GraphLists
{
    /// <summary>The list of a graph of one tag set.</summary>
    /// <param name="path">The model's path.</param>
    /// <param name="nodes">The lines of the nodes and functions.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="checkpoints">The checkpoints beside the model.</param>
    public static ContractText Of(string path, string nodes, string tags = "", params string[] checkpoints) => Raw(
        path, $"{GraphListWriter.Header}\npath {path}\n{string.Concat(checkpoints.Select(checkpoint => $"checkpoint {checkpoint}\n"))}tags {tags}\n{nodes.ReplaceLineEndings("\n")}\n");

    /// <summary>A list with just this text.</summary>
    public static ContractText Raw(string path, string text) => new($"/project/obj/{path.Replace('/', '.')}.tfgraph", text);
}
