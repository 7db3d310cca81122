namespace TypedModels.Engine.Conformance.Cases;

/// <summary>One output of a node.</summary>
/// <param name="Tensor">Its name in the graph, such as <c>node:1</c>.</param>
/// <param name="Type">Its element type.</param>
internal readonly record struct Output(string Tensor, DataType Type);
