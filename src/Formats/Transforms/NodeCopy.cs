using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Transforms;

/// <summary>Begins a copy of a node: everything but its attributes.</summary>
internal static class NodeCopy
{
    /// <summary>The copy.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">Its new name.</param>
    /// <param name="operation">Its new type of operation.</param>
    /// <param name="rename">The new names of the tensors it reads and, without their mark, of the nodes it waits for.</param>
    public static NodeWriter Of(NodeDocument node, string name, string operation, Func<string, string> rename)
    {
        static bool IsControl(string input) => input.Length > 0 && input[0] == '^';
        return new NodeWriter(name, operation)
            .Inputs(node.Inputs.Where(input => !IsControl(input)).Select(rename))
            .WaitFor(node.Inputs.Where(IsControl).Select(input => rename(input.Substring(1))))
            .On(node.Device);
    }
}
