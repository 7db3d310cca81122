using System.Text;
using TypedModels.Engines;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Models;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Runtime.Loading;

/// <summary>
/// Finds the files that tables of a Saver's graph are filled from. The graph holds the paths that they had where it was trained; they are looked for beside the model, and nowhere else.
/// </summary>
internal static class SaverAssets
{
    /// <summary>The files, by the tensors that take their paths.</summary>
    /// <exception cref="Formats.ModelFormatException">One is not there.</exception>
    public static IReadOnlyList<AssetFile> Find(ModelFile file, MetaGraphDocument metaGraph) =>
        [.. metaGraph.AssetTensors.Select(tensor => new AssetFile(tensor, PathOf(file, metaGraph.Graph.Nodes, tensor))).Where(asset => asset.Path.Length > 0)];

    private static string PathOf(ModelFile file, NodeTable nodes, string tensor)
    {
        int index = TensorName.TryParse(tensor) is { } name ? nodes.IndexOf(name.Node) : -1;
        if (index < 0 || nodes[index] is not { Operation: "Const" } constant || constant.Attributes["value"]?.Tensor is not { DataType: DataType.String } value)
        {
            return "";
        }

        string trained = TensorElements.ToTexts(value) is [var text] ? Encoding.UTF8.GetString(text.Span) : "";
        string last = trained[(trained.LastIndexOfAny(['/', '\\']) + 1)..];
        return Path.GetFullPath(Path.Combine(file.Folder, last));
    }
}
