using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Recurrent cells, fused products, and the gradients of layers that graphs for inference hold.</summary>
internal sealed class NeuralCases : CaseFamily
{
    private const int Batch = 2;
    private const int Inputs = 3;
    private const int Cells = 4;

    protected override void AddCases()
    {
        foreach (var type in Types("LSTMBlockCell"))
        {
            AddLongShortTerm(type);
        }

        Add("GRUBlockCell", [Random(DataType.Float, Batch, Inputs), Random(DataType.Float, Batch, Cells), Random(DataType.Float, Inputs + Cells, 2 * Cells), Random(DataType.Float, Inputs + Cells, Cells), Random(DataType.Float, 2 * Cells), Random(DataType.Float, Cells)]);
        Add("GRUBlockCell", [Random(DataType.Float, Batch, Inputs), Random(DataType.Float, Batch, Cells), Random(DataType.Float, Inputs, 2 * Cells), Random(DataType.Float, Inputs + Cells, Cells), Random(DataType.Float, 2 * Cells), Random(DataType.Float, Cells)]);
        foreach (var type in new[] { DataType.Float, DataType.Double })
        {
            AddPoolingGradients(type);
        }

        AddNormalisationGradients();
        AddTransposedByShape();
        AddFusedProducts();
        AddBatchedAlgebra();
    }

    private void AddLongShortTerm(DataType type)
    {
        foreach (bool peepholes in new[] { false, true })
        {
            foreach (float clip in new[] { 0f, 0.5f })
            {
                Value[] weights =
                [
                    Random(type, Batch, Cells), Random(type, Batch, Cells), Random(type, Inputs + Cells, 4 * Cells), Random(type, Cells), Random(type, Cells), Random(type, Cells), Random(type, 4 * Cells),
                ];
                Add("LSTMBlockCell", [Random(type, Batch, Inputs), .. weights], ("use_peephole", peepholes), ("cell_clip", clip), ("forget_bias", 0.5f));
                Add("BlockLSTM", [Long(3), Random(type, 3, Batch, Inputs), .. weights], ("use_peephole", peepholes), ("cell_clip", clip), ("forget_bias", 0.5f));
                Add("BlockLSTM", [Long(3), Random(type, 3, Batch, Inputs), .. weights], ("use_peephole", peepholes), ("cell_clip", clip));
                Add("BlockLSTMV2", [Long(3), Random(type, 3, Batch, Inputs), .. weights], ("use_peephole", peepholes), ("cell_clip", clip));
            }
        }
    }

    private void AddPoolingGradients(DataType type)
    {
        foreach (string padding in new[] { "SAME", "VALID" })
        {
            int size = padding == "SAME" ? 4 : 3;
            Add("MaxPoolGrad", [Random(type, 2, 7, 7, 3), Random(type, 2, size, size, 3), Random(type, 2, size, size, 3)], ("ksize", new[] { 1, 3, 3, 1 }), ("strides", new[] { 1, 2, 2, 1 }), ("padding", padding));
            Add("AvgPoolGrad", [Ints(2, 7, 7, 3), Random(type, 2, size, size, 3)], ("ksize", new[] { 1, 3, 3, 1 }), ("strides", new[] { 1, 2, 2, 1 }), ("padding", padding));
        }

        Add("AvgPoolGrad", [Ints(2, 7, 7, 3), Random(type, 2, 4, 3, 3)], ("ksize", new[] { 1, 3, 3, 1 }), ("strides", new[] { 1, 2, 2, 1 }), ("padding", "VALID"));
    }

    private void AddNormalisationGradients()
    {
        foreach (bool training in new[] { false, true })
        {
            Value[] given = [Random(DataType.Float, 2, 3, 2, 4), Random(DataType.Float, 2, 3, 2, 4), Between(DataType.Float, 0.5, 2, 4), Random(DataType.Float, 4), Between(DataType.Float, 0.5, 2, 4)];
            Add("FusedBatchNormGrad", [.. given], ("is_training", training));
            Add("FusedBatchNormGradV2", [.. given], ("is_training", training));
            Add("FusedBatchNormGradV3", [.. given, Empty(DataType.Float, 0)], ("is_training", training));
        }
    }

    private void AddTransposedByShape()
    {
        Add("Conv2DBackpropInputV2", [Random(DataType.Float, 2, 8, 8, 3), Random(DataType.Float, 3, 3, 3, 2), Random(DataType.Float, 2, 4, 4, 2)], ("strides", new[] { 1, 2, 2, 1 }), ("padding", "SAME"));
        Add("Conv3DBackpropInput", [Random(DataType.Float, 1, 4, 4, 4, 2), Random(DataType.Float, 3, 3, 3, 2, 3), Random(DataType.Float, 1, 2, 2, 2, 3)], ("strides", new[] { 1, 2, 2, 2, 1 }), ("padding", "SAME"));
    }

    private void AddFusedProducts()
    {
        foreach (string function in new[] { "Relu", "Relu6", "Elu", "LeakyRelu", "Sigmoid", "Tanh" })
        {
            Add("_FusedMatMul", [Random(DataType.Float, 3, 4), Random(DataType.Float, 4, 5), new[] { Random(DataType.Float, 5) }], ("fused_ops", new[] { "BiasAdd", function }));
        }

        Add("_FusedMatMul", [Random(DataType.Float, 3, 4), Random(DataType.Float, 4, 5), new[] { Random(DataType.Float, 5) }], ("fused_ops", new[] { "BiasAdd" }), ("transpose_a", false));
    }

    private void AddBatchedAlgebra()
    {
        foreach (var type in new[] { DataType.Float, DataType.Double })
        {
            var matrices = Value.Of(type, [1, 2, 2], [4, 1, 1, 3]);
            Add("BatchCholesky", [matrices]);
            Add("BatchMatrixInverse", [matrices], ("adjoint", true));
            Add("BatchMatrixDeterminant", [matrices]);
            Add("BatchMatrixSolve", [matrices, Random(type, 1, 2, 3)]);
            Add("BatchMatrixTriangularSolve", [matrices, Random(type, 1, 2, 3)], ("lower", false));
        }
    }
}
