namespace TypedModels.Formats.Shapes.Rules;

/// <summary>What is known beforehand of the shapes of variables, and of values that pass through branches, lists and arrays.</summary>
internal static class StateShapes
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(ShapeRules rules)
    {
        rules.Add(["ReadVariableOp"], node => node.HeldShape(0));
        rules.Add(["ResourceGather"], node => node.Int32("batch_dims") == 0 ? ArrayShapes.Gather(node.HeldShape(0), node.InputShape(1), 0, 0) : InferredShape.Unknown);
        rules.Add(["Assign"], node => node.Flag("validate_shape") ? node.InputShape(0).And(node.InputShape(1)) : node.InputShape(1));
        rules.Add(["AssignAdd", "AssignSub"], node => node.InputShape(0).And(node.InputShape(1)));
        rules.Add(
            ["ScatterUpdate", "ScatterAdd", "ScatterSub", "ApplyGradientDescent", "ApplyMomentum", "ApplyAdam", "ApplyRMSProp", "ApplyAdagrad", "ApplyAdadelta", "ApplyFtrl"],
            node => node.InputShape(0));
        rules.Add(["IsVariableInitialized", "VarIsInitializedOp"], _ => InferredShape.Scalar);
        rules.AddAll(["Switch", "RefSwitch"], node => [node.InputShape(0), node.InputShape(0)]);
        rules.AddAll(["Merge", "RefMerge"], node => [Enumerable.Range(0, node.InputCount).Select(node.InputShape).Aggregate((left, right) => left.Or(right)), InferredShape.Scalar]);
        rules.Add(["TensorListLength", "TensorArraySizeV3", "QueueSizeV2"], _ => InferredShape.Scalar);
        rules.Add(["TensorListGetItem"], node => ElementShape(node, 2));
        rules.Add(["TensorListStack"], node => new InferredShape(node.Integer("num_elements") is >= 0 and var length ? length : Dimension.Unknown).Concat(ElementShape(node, 1)));
    }

    private static InferredShape ElementShape(IShapeNode node, int input) => node.InputShape(input).Rank == 1 ? InferredShape.OfLengths(node.InputElements(input)) : InferredShape.Unknown;
}
