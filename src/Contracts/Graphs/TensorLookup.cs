namespace TypedModels.Graphs;

/// <summary>Finds the tensors that the code names: by their whole name, under the wrapper's scope first, else by the end of it where only one node's name ends so.</summary>
/// <param name="graph">The graph.</param>
/// <param name="scope">The wrapper's scope, or null.</param>
internal sealed class TensorLookup(IGraphNodes graph, string? scope)
{
    private const int MostListed = 5;

    /// <summary>Finds a tensor.</summary>
    /// <param name="tensor">Its name as the code has it.</param>
    /// <param name="who">Who names it, for the message.</param>
    /// <param name="node">The node that gives it.</param>
    /// <param name="reference">Its whole name.</param>
    /// <returns>Why there is none, or null.</returns>
    public SignatureProblem? Find(string tensor, string who, out GraphNode? node, out TensorReference reference)
    {
        node = null;
        reference = default;
        if (TensorReference.TryParse(tensor) is not { } wanted)
        {
            return new SignatureProblem(SignatureProblemKind.Declaration, $"{who} is '{tensor}', which names no tensor: write the name of an operation, with the index of its output where that is not 0, such as \"input:0\"");
        }

        string[] found = Candidates(wanted.Node);
        if (found.Length != 1)
        {
            return found.Length == 0 ? Unknown(tensor, who, wanted) : Ambiguous(tensor, who, wanted, found);
        }

        node = graph.Find(found[0])!;
        reference = wanted with { Node = found[0] };
        return wanted.Index < node.Outputs.Count || node.Outputs.Count == 0 ? null : new SignatureProblem(
            SignatureProblemKind.UnknownTensor,
            $"{who} is the tensor '{tensor}', but '{found[0]}' ({node.Operation}) has {(node.Outputs.Count == 1 ? "one output, ':0'" : $"{node.Outputs.Count} outputs, ':0' to ':{node.Outputs.Count - 1}'")}");
    }

    private string[] Candidates(string name)
    {
        if (scope is not null && graph.Find($"{scope}/{name}") is { } inside)
        {
            return [inside.Name];
        }

        if (graph.Find(name) is { } whole)
        {
            return [whole.Name];
        }

        string end = "/" + name;
        string[] all = [.. graph.Names.Where(candidate => candidate.EndsWith(end, StringComparison.Ordinal))];
        string[] inScope = scope is null ? [] : [.. all.Where(candidate => candidate.StartsWith(scope + "/", StringComparison.Ordinal))];
        return inScope.Length > 0 ? inScope : all;
    }

    private SignatureProblem Unknown(string tensor, string who, TensorReference wanted)
    {
        var nearest = NearestNames.Of(wanted.Node, graph.Names);
        string[] tensors = [.. nearest.Select(name => (wanted with { Node = name }).ToString())];
        string hint = tensors.Length == 0
            ? "list its tensors with 'typedmodels inspect --tensors'"
            : $"did you mean {string.Join(" or ", tensors.Select(name => $"'{name}'"))}?";
        return new SignatureProblem(SignatureProblemKind.UnknownTensor, $"{who} is the tensor '{tensor}', which the graph does not have: {hint}") { Suggestions = tensors.ToValueList() };
    }

    private static SignatureProblem Ambiguous(string tensor, string who, TensorReference wanted, string[] found)
    {
        string[] tensors = [.. found.OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).Take(MostListed).Select(name => (wanted with { Node = name }).ToString())];
        string list = string.Join(", ", tensors.Select(name => $"'{name}'"));
        string more = found.Length > MostListed ? $" and {found.Length - MostListed} more" : "";
        return new SignatureProblem(SignatureProblemKind.UnknownTensor, $"{who} is the tensor '{tensor}', and {found.Length} names end so: {list}{more}; write more of the name") { Suggestions = tensors.ToValueList() };
    }
}
