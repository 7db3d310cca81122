using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Transforms;

/// <summary>Finds the nodes of a graph that some tensors and operations need.</summary>
internal static class ReachedNodes
{
    /// <summary>Whether each node is needed.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="targets">The names of the tensors and operations that are wanted.</param>
    /// <param name="cut">The tensors that are given; whatever computes them is not needed for their sake.</param>
    /// <exception cref="ModelFormatException">A name is none of a node.</exception>
    public static bool[] From(NodeTable nodes, IEnumerable<string> targets, ISet<TensorName>? cut = null)
    {
        var reached = new bool[nodes.Count];
        var pending = new Stack<int>();
        foreach (string target in targets)
        {
            Visit(target, "is wanted");
        }

        while (pending.Count > 0)
        {
            var node = nodes[pending.Pop()];
            foreach (string input in node.Inputs)
            {
                Visit(input, $"is read by '{node.Name}'");
            }
        }

        return reached;

        void Visit(string name, string role)
        {
            bool isControl = name.Length > 0 && name[0] == '^';
            if (TensorName.TryParse(isControl ? name.Substring(1) : name) is not { } tensor || nodes.IndexOf(tensor.Node) is not (>= 0 and var index))
            {
                throw GraphFault.Of($"'{name}' {role}, but the graph has no node of that name");
            }

            if (!reached[index] && (isControl || cut?.Contains(tensor) != true))
            {
                reached[index] = true;
                pending.Push(index);
            }
        }
    }
}
