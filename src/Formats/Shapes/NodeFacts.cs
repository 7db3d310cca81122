namespace TypedModels.Formats.Shapes;

/// <summary>Works out what is known of the values of one node from what is known of those that it reads.</summary>
internal static class NodeFacts
{
    /// <summary>What is known of a node's values; fewer than it has where nothing is known of the rest.</summary>
    /// <param name="node">The node.</param>
    /// <param name="version">The version of GraphDef that wrote it.</param>
    /// <exception cref="ShapeConflictException">No call of it can ever succeed.</exception>
    public static ValueFacts[] Of(GraphNode node, int version)
    {
        if (node.OutputCount == 0)
        {
            return [];
        }

        if (GraphSources.Find(node, version) is { } values)
        {
            return values;
        }

        var rule = ShapeRules.Find(node.Operation);
        var shapes = rule?.Shapes?.Invoke(node) ?? [];
        var elements = rule?.Elements?.Invoke(node) is { Length: <= ShapeRule.MostElements } few ? few : null;
        return [.. shapes.Take(node.OutputCount).Select((shape, index) => new ValueFacts(shape.Checked()) { Elements = index == 0 ? elements : null })];
    }
}
