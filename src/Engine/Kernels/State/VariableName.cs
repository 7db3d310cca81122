using System.Text;
using TypedModels.Engine.Graphs;

namespace TypedModels.Engine.Kernels.State;

/// <summary>The name under which a node's resource is shared within a loaded model.</summary>
internal static class VariableName
{
    /// <summary>The container and the shared name where the node has one, else the node's own name.</summary>
    public static string Of(NodeAttributes attributes, string node)
    {
        string shared = Text(attributes, "shared_name");
        return Text(attributes, "container") + "/" + (shared.Length > 0 ? shared : node);
    }

    private static string Text(NodeAttributes attributes, string name) => attributes.Find(name)?.Text is { } text ? Encoding.UTF8.GetString(text.Span) : "";
}
