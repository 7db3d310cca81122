namespace TypedModels.Engines;

/// <summary>A variable of a graph.</summary>
/// <param name="Node">The name of its node, which tells it from the others of the graph.</param>
/// <param name="DataType">The type of its elements.</param>
/// <param name="Shape">The shape that the graph declares.</param>
/// <param name="IsResource">Whether its node gives a handle (<c>VarHandleOp</c>), not a reference to the value (<c>VariableV2</c>).</param>
internal sealed record EngineVariable(string Node, DataType DataType, TensorShape Shape, bool IsResource);

/// <summary>A value for a variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Data">The value.</param>
internal sealed record VariableValue(EngineVariable Variable, VariableData Data);

/// <summary>A variable of a model that is another loaded model's own.</summary>
/// <param name="Node">The variable's node in the graph of the model that is loaded.</param>
/// <param name="OwnersNode">The variable's node in the owner's graph.</param>
internal sealed record SharedVariable(string Node, string OwnersNode);
