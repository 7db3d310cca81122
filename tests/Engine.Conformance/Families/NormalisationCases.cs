using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Softmax, batch normalisation, losses.</summary>
internal sealed class NormalisationCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (var type in FloatTypes)
        {
            AddSoftmax(type);
        }

        foreach (string operation in new[] { "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3" })
        {
            foreach (var type in Types(operation))
            {
                AddBatchNormalisation(operation, type);
            }
        }

        foreach (var type in Types("LRN"))
        {
            Add("LRN", [Random(type, 2, 3, 2, 7)]);
            Add("LRN", [Random(type, 1, 2, 2, 9)], ("depth_radius", 2), ("bias", 1.5f), ("alpha", 0.5f), ("beta", 0.75f));
            Add("LRN", [Random(type, 1, 1, 1, 1)], ("depth_radius", 0));
            Add("LRN", [Empty(type, 0, 2, 2, 3)]);
            Add("LRN", [Random(type, 3, 7)]);
        }

        foreach (var type in Types("BatchNormWithGlobalNormalization"))
        {
            foreach (bool scales in new[] { false, true })
            {
                Add("BatchNormWithGlobalNormalization", [Random(type, 2, 3, 2, 4), Random(type, 4), Between(type, 1, 3, 4), Random(type, 4), Random(type, 4)], ("variance_epsilon", 0.01f), ("scale_after_normalization", scales));
            }
        }
    }

    private void AddSoftmax(DataType type)
    {
        foreach (string operation in new[] { "Softmax", "LogSoftmax" })
        {
            Add(operation, [Random(type, 2, 5)]);
            Add(operation, [Random(type, 2, 3, 4)]);
            Add(operation, [Random(type, 5)]);
            Add(operation, [Random(type, 1, 37)]);
            Add(operation, [Vector(type, 1000, 1001, -1000, 3e4, -3e4, 0).As(2, 3)]);
            Add(operation, [Vector(type, double.NaN, 1, double.PositiveInfinity, 1, double.NegativeInfinity, 2).As(3, 2)]);
            Add(operation, [Empty(type, 0, 3)]);
            Add(operation, [Empty(type, 3, 0)]);
            Add(operation, [Random(type, [])]);
        }

        Add("SoftmaxCrossEntropyWithLogits", [Random(type, 2, 5), Between(type, 0, 1, 2, 5)]);
        Add("SoftmaxCrossEntropyWithLogits", [Random(type, 1, 5), Between(type, 0, 1, 3, 5)]);
        Add("SoftmaxCrossEntropyWithLogits", [Random(type, 2, 5), Between(type, 0, 1, 2, 1)]);
        Add("SoftmaxCrossEntropyWithLogits", [Random(type, 2, 5), Between(type, 0, 1, 2, 4)]);
        Add("SoftmaxCrossEntropyWithLogits", [Empty(type, 0, 5), Empty(type, 0, 5)]);
        Add("SoftmaxCrossEntropyWithLogits", [Random(type, 5), Between(type, 0, 1, 5)]);
        foreach (var index in IndexTypes)
        {
            Add("SparseSoftmaxCrossEntropyWithLogits", [Random(type, 3, 5), Vector(index, 0, 4, 2)]);
            Add("SparseSoftmaxCrossEntropyWithLogits", [Empty(type, 0, 5), Empty(index, 0)]);
            Add("SparseSoftmaxCrossEntropyWithLogits", [Random(type, 2, 5), Vector(index, 0, 5)]);
            Add("SparseSoftmaxCrossEntropyWithLogits", [Random(type, 2, 5), Vector(index, 0, -1)]);
            Add("SparseSoftmaxCrossEntropyWithLogits", [Random(type, 2, 5), Vector(index, 0)]);
        }
    }

    private void AddBatchNormalisation(string operation, DataType type)
    {
        foreach (bool training in new[] { false, true })
        {
            Run([2, 3, 4, 5], 5, "NHWC");
            Run([1, 1, 1, 3], 3, "NHWC");
            Run([2, 3, 4, 2], 3, "NCHW");
            Run([0, 3, 4, 5], 5, "NHWC");
            if (operation == "FusedBatchNormV3")
            {
                Run([2, 3, 2, 2, 5], 5, "NDHWC");
                Run([2, 5, 3, 2, 2], 5, "NCDHW");
            }

            void Run(long[] shape, long channels, string format)
            {
                Value[] statistics = training ? [Empty(DataType.Float, 0), Empty(DataType.Float, 0)] : [Random(DataType.Float, channels), Between(DataType.Float, 0.5, 3, channels)];
                AddResults(operation, [Random(type, shape), Between(DataType.Float, 0.5, 2, channels), Random(DataType.Float, channels), statistics[0], statistics[1]],
                    ("is_training", training), ("data_format", format), ("epsilon", 0.001f));
            }
        }

        AddResults(operation, [Random(type, 2, 3, 4, 5), Between(DataType.Float, 0.5, 2, 4), Random(DataType.Float, 5), Random(DataType.Float, 5), Between(DataType.Float, 0.5, 2, 5)], ("is_training", false));
        AddResults(operation, [Random(type, 2, 3, 4, 5), Between(DataType.Float, 0.5, 2, 5), Random(DataType.Float, 5), Random(DataType.Float, 5), Between(DataType.Float, 0.5, 2, 5)], ("is_training", true), ("exponential_avg_factor", 0.25f));
    }

    // What is kept for the gradient is TensorFlow's own business; some of it is never written.
    private void AddResults(string operation, Argument[] arguments, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var graph = new CaseGraph();
        Add(operation, graph, graph.Node(operation, arguments, attributes).AsSpan(0, 3));
    }
}
