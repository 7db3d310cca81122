using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Variables of both kinds: given a value, changed and read in one call.</summary>
internal sealed class VariableCases : CaseFamily
{
    private static readonly DataType[] s_numbers =
    [
        DataType.Float, DataType.Double, DataType.Half, DataType.BFloat16, DataType.Int8, DataType.Int32, DataType.Int64, DataType.UInt8, DataType.UInt32, DataType.Complex64,
    ];

    private static readonly string[] s_scatters = ["Update", "Add", "Sub", "Mul", "Div", "Min", "Max"];

    private static readonly string[] s_pointScatters = ["Update", "Add", "Sub", "Min", "Max"];

    protected override void AddCases()
    {
        AddReading();
        foreach (var type in s_numbers)
        {
            AddArithmetic(type);
            AddScatters(type);
        }

        AddScatterErrors();
        AddSlices();
        AddCounting();
        AddErrors();
    }

    private void AddReading()
    {
        foreach (var type in new[] { DataType.Float, DataType.Int64, DataType.Bool, DataType.String, DataType.Half })
        {
            foreach (bool isReference in new[] { false, true })
            {
                var graph = new CaseGraph();
                var variable = Variable(graph, type, isReference, 2, 3);
                var before = graph.Node(isReference ? "IsVariableInitialized" : "VarIsInitializedOp", [variable], isReference ? [("dtype", type)] : []);
                graph.Node(isReference ? "Assign" : "AssignVariableOp", [variable, Count(type, 2, 3)], isReference ? [] : [("dtype", type)], [graph.Last]);
                string assigned = graph.Last;
                var after = graph.Node(isReference ? "IsVariableInitialized" : "VarIsInitializedOp", [variable], isReference ? [("dtype", type)] : [], [assigned]);
                var read = Read(graph, variable, type, isReference, assigned);
                Add(isReference ? "Assign" : "AssignVariableOp", graph, before[0], after[0], read);
                if (!isReference)
                {
                    var shape = graph.Node("VariableShape", [variable], [("out_type", DataType.Int64)], [assigned]);
                    Add("VariableShape", graph, shape[0]);
                    AddGathers(type);
                }
            }
        }
    }

    private void AddGathers(DataType type)
    {
        foreach (var (indices, batchAxes) in new[] { (Ints(1, 0, 1), 0), (Int(1), 0), (Value.Of(DataType.Int64, [2, 2], [0, 1, 1, 0]), 0), (Ints(2), 0), (Ints(-1), 0), (Value.Of(DataType.Int32, [2, 1], [2, 0]), 1) })
        {
            AddOn(type, "ResourceGather", variable => [variable, indices], ("dtype", type), ("batch_dims", batchAxes));
        }

        foreach (var indices in new[] { Value.Of(DataType.Int32, [2, 2], [0, 1, 1, 2]), Value.Of(DataType.Int64, [1, 1], [1]), Value.Of(DataType.Int32, [1, 2], [0, 3]) })
        {
            AddOn(type, "ResourceGatherNd", variable => [variable, indices], ("dtype", type));
        }
    }

    private void AddOn(DataType type, string operation, Func<Output, Argument[]> arguments, params ReadOnlySpan<(string, object)> attributes)
    {
        var graph = new CaseGraph();
        var variable = Variable(graph, type, isReference: false, 2, 3);
        graph.Node("AssignVariableOp", [variable, Count(type, 2, 3)], ("dtype", type));
        Add(operation, graph, graph.Node(operation, arguments(variable), attributes, [graph.Last]));
    }

    private void AddArithmetic(DataType type)
    {
        foreach (string sign in new[] { "Add", "Sub" })
        {
            foreach (bool isReference in new[] { false, true })
            {
                AddChange(isReference ? $"Assign{sign}" : $"Assign{sign}VariableOp", type, isReference, Count(type, 2, 3), variable => [variable, Random(type, 2, 3)], isReference ? [] : [("dtype", type)]);
            }

            AddChange($"Assign{sign}VariableOp", type, isReference: false, Count(type, 2, 3), variable => [variable, Random(type, 3)], ("dtype", type));
        }
    }

    private void AddScatters(DataType type)
    {
        foreach (bool isReference in new[] { false, true })
        {
            string prefix = isReference ? "Scatter" : "ResourceScatter";
            foreach (string kind in s_scatters.Where(kind => Types(prefix + kind, isReference ? "T" : "dtype").Contains(type)))
            {
                foreach (var (indices, updates) in new[] { (Ints(2, 0, 2), Between(type, 1, 5, 3, 2)), (Longs(1), Between(type, 1, 5, 1, 2)), (Int(1), Between(type, 1, 5, 2)), (Ints(0, 1), Scalar(type, 2)), (Empty(DataType.Int32, 0), Empty(type, 0, 2)) })
                {
                    AddChange(prefix + kind, type, isReference, Between(type, 1, 9, 3, 2), variable => [variable, indices, updates], isReference ? [] : [("dtype", type)]);
                }
            }

            foreach (string kind in s_pointScatters)
            {
                foreach (var (indices, updates) in new[] { (Value.Of(DataType.Int32, [3, 1], [2, 0, 2]), Between(type, 1, 5, 3, 2)), (Value.Of(DataType.Int64, [2, 2], [0, 1, 2, 0]), Between(type, 1, 5, 2)) })
                {
                    AddChange($"{prefix}Nd{kind}", type, isReference, Between(type, 1, 9, 3, 2), variable => [variable, indices, updates]);
                }
            }
        }
    }

    private void AddScatterErrors()
    {
        var type = DataType.Float;
        foreach (bool isReference in new[] { false, true })
        {
            string prefix = isReference ? "Scatter" : "ResourceScatter";
            (string, object)[] attributes = isReference ? [] : [("dtype", type)];
            foreach (var (indices, updates) in new[] { (Ints(3), Count(type, 1, 2)), (Ints(-1), Count(type, 1, 2)), (Ints(0, 1), Count(type, 1, 2)) })
            {
                AddChange(prefix + "Add", type, isReference, Count(type, 3, 2), variable => [variable, indices, updates], attributes);
            }

            foreach (var (indices, updates) in new[] { (Value.Of(DataType.Int32, [1, 1], [3]), Count(type, 1, 2)), (Value.Of(DataType.Int32, [1, 3], [0, 0, 0]), Count(type, 1)), (Value.Of(DataType.Int32, [1, 2], [0, 1]), Count(type, 2)) })
            {
                AddChange($"{prefix}NdAdd", type, isReference, Count(type, 3, 2), variable => [variable, indices, updates]);
            }
        }
    }

    private void AddSlices()
    {
        foreach (var type in new[] { DataType.Float, DataType.Int64, DataType.Bool })
        {
            foreach (bool isReference in new[] { false, true })
            {
                foreach (var (begin, end, strides, value) in new[] { (Ints(1, 0), Ints(3, 2), Ints(1, 1), Count(type, 2, 2)), (Ints(2, 1), Ints(-4, 2), Ints(-2, 1), Count(type, 2, 1)), (Ints(0, 0), Ints(1, 2), Ints(1, 1), Count(type, 3)) })
                {
                    AddChange(isReference ? "StridedSliceAssign" : "ResourceStridedSliceAssign", type, isReference, Between(type, 5, 9, 3, 2), variable => [variable, begin, end, strides, value]);
                }
            }
        }
    }

    private void AddCounting()
    {
        foreach (var type in IndexTypes)
        {
            foreach (bool isReference in new[] { false, true })
            {
                foreach (int limit in new[] { 4, 3 })
                {
                    AddChange(isReference ? "CountUpTo" : "ResourceCountUpTo", type, isReference, Scalar(type, 3), variable => [variable], isReference ? [("limit", limit)] : [("limit", limit), ("T", type)]);
                }
            }
        }
    }

    private void AddErrors()
    {
        var graph = new CaseGraph();
        Add("ReadVariableOp", graph, graph.Node("ReadVariableOp", [Variable(graph, DataType.Float, isReference: false, 2)], ("dtype", DataType.Float)));
        graph = new CaseGraph();
        Add("VariableV2", graph, Read(graph, Variable(graph, DataType.Float, isReference: true, 2), DataType.Float, isReference: true, null));
        graph = new CaseGraph();
        var variable = Variable(graph, DataType.Float, isReference: true, 2);
        graph.Node("Assign", [variable, Count(DataType.Float, 3)]);
        Add("Assign", graph, Read(graph, variable, DataType.Float, isReference: true, graph.Last));
        graph = new CaseGraph();
        variable = Variable(graph, DataType.Float, isReference: true, 2);
        graph.Node("Assign", [variable, Count(DataType.Float, 3)], ("validate_shape", false));
        Add("Assign", graph, Read(graph, variable, DataType.Float, isReference: true, graph.Last));
    }

    // A variable gets a value, an operation changes it, and it is read.
    private void AddChange(string operation, DataType type, bool isReference, Value value, Func<Output, Argument[]> arguments, params ReadOnlySpan<(string, object)> attributes)
    {
        var graph = new CaseGraph();
        var variable = Variable(graph, type, isReference, value.Shape);
        graph.Node(isReference ? "Assign" : "AssignVariableOp", [variable, value], isReference ? [] : [("dtype", type)]);
        var results = graph.Node(operation, arguments(variable), attributes, [graph.Last]);
        var read = Read(graph, variable, type, isReference, graph.Last);
        Add(operation, graph, [.. operation.Contains("CountUpTo", StringComparison.Ordinal) ? results : [], read]);
    }

    private static Output Variable(CaseGraph graph, DataType type, bool isReference, params long[] shape) => isReference
        ? graph.Node("VariableV2", [], ("dtype", type), ("shape", new TensorShape(shape)))[0]
        : graph.Node("VarHandleOp", [], ("dtype", type), ("shape", new TensorShape(shape)), ("shared_name", "v"))[0];

    private static Output Read(CaseGraph graph, Output variable, DataType type, bool isReference, string? after) => isReference
        ? graph.Node("Identity", [variable], [("T", type)], after is null ? [] : [after])[0]
        : graph.Node("ReadVariableOp", [variable], [("dtype", type)], after is null ? [] : [after])[0];
}
