using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Steps of training, in graphs that take two of them.</summary>
internal sealed class TrainingCases : CaseFamily
{
    private static readonly DataType[] s_types = [DataType.Float, DataType.Double];

    protected override void AddCases()
    {
        foreach (var type in s_types)
        {
            AddSteps("ApplyGradientDescent", type, 1, (variables, gradient) => [variables[0], Scalar(type, 0.1), gradient]);
            AddSteps("ResourceApplyGradientDescent", type, 1, (variables, gradient) => [variables[0], Scalar(type, 0.1), gradient]);
            foreach (bool looksAhead in new[] { false, true })
            {
                foreach (string operation in new[] { "ApplyMomentum", "ResourceApplyMomentum", "ResourceApplyKerasMomentum" })
                {
                    AddSteps(operation, type, 2, (variables, gradient) => [variables[0], variables[1], Scalar(type, 0.1), gradient, Scalar(type, 0.9)], ("use_nesterov", looksAhead));
                }

                foreach (string operation in new[] { "ApplyAdam", "ResourceApplyAdam" })
                {
                    AddSteps(
                        operation,
                        type,
                        3,
                        (variables, gradient) =>
                        [
                            variables[0], variables[1], variables[2], Scalar(type, 0.9), Scalar(type, 0.999), Scalar(type, 0.01), Scalar(type, 0.9), Scalar(type, 0.999), Scalar(type, 1e-7), gradient,
                        ],
                        ("use_nesterov", looksAhead));
                }
            }
        }
    }

    private void AddSteps(string operation, DataType type, int states, Func<Output[], Argument, Argument[]> arguments, params ReadOnlySpan<(string, object)> attributes)
    {
        foreach (long[] shape in new long[][] { [3, 2], [] })
        {
            bool isReference = !operation.StartsWith("Resource", StringComparison.Ordinal);
            var graph = new CaseGraph();
            var variables = new Output[states];
            string[] before = [];
            for (int i = 0; i < states; i++)
            {
                variables[i] = isReference
                    ? graph.Node("VariableV2", [], ("dtype", type), ("shape", new TensorShape(shape)))[0]
                    : graph.Node("VarHandleOp", [], ("dtype", type), ("shape", new TensorShape(shape)), ("shared_name", $"v{i}"))[0];
                graph.Node(isReference ? "Assign" : "AssignVariableOp", [variables[i], Between(type, 0, 3, shape)], isReference ? [] : [("dtype", type)], before);
                before = [graph.Last];
            }

            for (int step = 0; step < 2; step++)
            {
                graph.Node(operation, arguments(variables, Random(type, shape)), attributes, before);
                before = [graph.Last];
            }

            var read = new Output[states];
            for (int i = 0; i < states; i++)
            {
                read[i] = isReference ? graph.Node("Identity", [variables[i]], [("T", type)], before)[0] : graph.Node("ReadVariableOp", [variables[i]], [("dtype", type)], before)[0];
            }

            Add(operation, graph, read);
        }
    }
}
