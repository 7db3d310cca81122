namespace TypedModels.Formats.Transforms;

/// <summary>Nodes by which an engine sets and reads the variables of a graph: it feeds and fetches them like any others.</summary>
internal static class VariableNodes
{
    /// <summary>Adds the nodes for each variable.</summary>
    /// <param name="builder">The graph with the variables.</param>
    /// <param name="variables">The variables.</param>
    /// <returns>The names, in the order of <paramref name="variables"/>.</returns>
    public static IReadOnlyList<VariableAccess> Append(GraphBuilder builder, IEnumerable<GraphVariable> variables)
    {
        string scope = builder.Names.TakeScope("variables");
        return [.. variables.Select(variable => Append(builder, scope, variable))];
    }

    private static VariableAccess Append(GraphBuilder builder, string scope, GraphVariable variable)
    {
        var type = AttributeWriter.Type(variable.Type);
        string value = builder.Add(
            new NodeWriter(builder.Names.Take(scope + "/value"), "Placeholder").With("dtype", type).With("shape", AttributeWriter.Shape(TensorShape.Unknown)));
        string assign = builder.Add(variable.Writer(builder.Names.Take(scope + "/assign"), value));
        string read = builder.Add(variable.Reader(builder.Names.Take(scope + "/read")));
        return new VariableAccess(value + ":0", assign, read + ":0");
    }
}
