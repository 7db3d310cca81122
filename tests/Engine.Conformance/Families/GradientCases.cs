using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Gradients of pooling and normalisation, and names that operations had before.</summary>
internal sealed class GradientCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (var type in Types("AvgPoolGrad"))
        {
            AddPooling(type);
        }

        foreach (bool training in new[] { false, true })
        {
            var statistics = Between(DataType.Float, 0.5, 2, 3);
            Value[] inputs = [Random(DataType.Float, 2, 3, 4, 3), Random(DataType.Float, 2, 3, 4, 3), statistics, Random(DataType.Float, 3), Between(DataType.Float, 0.5, 2, 3)];
            AddFirst("FusedBatchNormGrad", [.. inputs], ("is_training", training));
            AddFirst("FusedBatchNormGradV2", [.. inputs], ("is_training", training));
            AddFirst("FusedBatchNormGradV3", [.. inputs, Empty(DataType.Float, 0)], ("is_training", training));
        }

        foreach (var type in new[] { DataType.Float, DataType.Double })
        {
            var matrix = Value.Of(type, [1, 3, 3], [5, 1, 0.5, 1, 6, 1, 0.5, 1, 7]);
            foreach (string operation in new[] { "BatchCholesky", "BatchMatrixDeterminant", "BatchMatrixInverse", "BatchMatrixDiagPart" })
            {
                Add(operation, [matrix]);
            }

            Add("BatchMatrixSolve", [matrix, Random(type, 1, 3, 2)]);
            Add("BatchMatrixTriangularSolve", [matrix, Random(type, 1, 3, 2)]);
            Add("BatchMatrixSolveLs", [matrix, Random(type, 1, 3, 2), Scalar(DataType.Double, 0)]);
            Add("BatchMatrixDiag", [Random(type, 2, 3)]);
            Add("BatchMatrixSetDiag", [matrix, Random(type, 1, 3)]);
            Add("BatchMatrixBandPart", [matrix, Long(1), Long(0)]);
            Add("Conv2DBackpropInputV2", [Random(type, 2, 8, 8, 3), Random(type, 3, 3, 3, 2), Random(type, 2, 4, 4, 2)], ("strides", new[] { 1, 2, 2, 1 }), ("padding", "SAME"));
            Add("Conv3DBackpropInput", [Random(type, 1, 4, 4, 4, 2), Random(type, 3, 3, 3, 2, 3), Random(type, 1, 2, 2, 2, 3)], ("strides", new[] { 1, 2, 2, 2, 1 }), ("padding", "SAME"));
        }

        foreach (var type in AllTypes)
        {
            Add("ToBool", [Random(type, [])]);
            Add("ToBool", [Random(type, 2)]);
            Add("ToBool", [Empty(type, 0)]);
            Add("GuaranteeConst", [Random(type, 2)]);
            Add("ParallelConcat", [new[] { Random(type, 1, 2), Random(type, 1, 2) }], ("shape", new TensorShape(2, 2)));
            AddMap(type);
        }

        foreach (bool holds in new[] { false, true })
        {
            Add("Assert", [Scalar(DataType.Bool, holds ? 1 : 0), new[] { Texts("wrong"), Ints(1, 2, 3, 4) }]);
        }

        foreach (bool unique in new[] { false, true })
        {
            foreach (string operation in new[] { "UniformCandidateSampler", "LogUniformCandidateSampler" })
            {
                Add(operation, [Longs(1, 7).As(1, 2)], ("num_true", 2), ("num_sampled", 6), ("unique", unique), ("range_max", 20), ("seed", 3), ("seed2", 4));
            }

            Add("AllCandidateSampler", [Longs(1, 3).As(1, 2)], ("num_true", 2), ("num_sampled", 6), ("unique", unique));
        }

        Add("ComputeAccidentalHits", [Longs(1, 7, 3, 2).As(2, 2), Longs(7, 2, 9, 1)], ("num_true", 2));
    }

    private void AddPooling(DataType type)
    {
        var window = new[] { 1, 3, 2, 1 };
        var strides = new[] { 1, 2, 2, 1 };
        foreach (string padding in new[] { "SAME", "VALID" })
        {
            long[] shape = padding == "SAME" ? [2, 4, 3, 3] : [2, 3, 3, 3];
            Add("AvgPoolGrad", [Ints(2, 7, 6, 3), Random(type, shape)], ("ksize", window), ("strides", strides), ("padding", padding));
            var graph = new CaseGraph();
            var input = graph.Input(Random(type, 2, 7, 6, 3));
            var pooled = graph.Node("MaxPool", [input], ("ksize", window), ("strides", strides), ("padding", padding))[0];
            Add("MaxPoolGrad", graph, graph.Node("MaxPoolGrad", [input, pooled, Random(type, shape)], ("ksize", window), ("strides", strides), ("padding", padding)));
        }
    }

    private void AddMap(DataType type)
    {
        var graph = new CaseGraph();
        var map = graph.Node("TensorMapInsert", [graph.Node("EmptyTensorMap", [])[0], Int(3), Random(type, 2)])[0];
        Add("TensorMapLookup", graph, graph.Node("TensorMapLookup", [map, Int(3)], ("value_dtype", type))[0], graph.Node("TensorMapSize", [map])[0], graph.Node("TensorMapHasKey", [map, Int(4)])[0]);
        var missing = new CaseGraph();
        Add("TensorMapLookup", missing, missing.Node("TensorMapLookup", [missing.Node("EmptyTensorMap", [])[0], Int(3)], ("value_dtype", type)));
    }

    // What is reserved for a gradient's gradient has no content.
    private void AddFirst(string operation, Argument[] arguments, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var graph = new CaseGraph();
        Add(operation, graph, graph.Node(operation, arguments, attributes).AsSpan(0, 3));
    }
}
