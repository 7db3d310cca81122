using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Rows of different lengths, and sequences of labels.</summary>
internal sealed class RaggedCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (var type in Types("RaggedRange"))
        {
            foreach (var splits in IndexTypes)
            {
                Add("RaggedRange", [Vector(type, 0, 2, 5), Vector(type, 3, 2, 1), Vector(type, 1, 1, -2)], ("Tsplits", splits));
                Add("RaggedRange", [Scalar(type, 0), Vector(type, 3, 2), Scalar(type, 1)], ("Tsplits", splits));
            }

            Add("RaggedRange", [Vector(type, 0), Vector(type, 3), Vector(type, 0)]);
            Add("RaggedRange", [Vector(type, 0, 1), Vector(type, 3), Vector(type, 1)]);
            Add("RaggedRange", [Empty(type, 0), Empty(type, 0), Scalar(type, 1)]);
        }

        foreach (var type in AllTypes)
        {
            AddConversions(type);
        }

        AddLabels(DataType.Float);
        AddLabels(DataType.Double);
        AddCells();
    }

    private void AddConversions(DataType type)
    {
        foreach (var splits in IndexTypes)
        {
            var rows = Vector(splits, 0, 2, 2, 5);
            Add("RaggedTensorToTensor", [Vector(splits, -1, -1), Random(type, 5), Scalar(type, 0), new[] { rows }], ("row_partition_types", new[] { "ROW_SPLITS" }));
            Add("RaggedTensorToTensor", [Vector(splits, 2, 4), Random(type, 5), Scalar(type, 1), new[] { rows }], ("row_partition_types", new[] { "ROW_SPLITS" }));
            Add("RaggedTensorToTensor", [Vector(splits, -1, 2), Random(type, 5), Scalar(type, 0), new[] { Scalar(splits, 4), Vector(splits, 0, 0, 2, 3, 3) }], ("row_partition_types", new[] { "FIRST_DIM_SIZE", "VALUE_ROWIDS" }));
            Add("RaggedTensorToTensor", [Vector(splits, -1, -1, -1), Random(type, 5), Scalar(type, 0), new[] { Vector(splits, 0, 1, 3), rows }], ("row_partition_types", new[] { "ROW_SPLITS", "ROW_SPLITS" }));
            Add("RaggedTensorToTensor", [Vector(splits, -1, -1, 2), Random(type, 5, 2), Scalar(type, 0), new[] { rows }], ("row_partition_types", new[] { "ROW_SPLITS" }));
            Add("RaggedTensorToSparse", [new[] { rows }, Random(type, 5)]);
            Add("RaggedTensorToSparse", [new[] { Vector(splits, 0, 1, 3), rows }, Random(type, 5)]);
            Add("RaggedTensorToSparse", [new[] { Vector(splits, 0, 3, 2) }, Random(type, 2)]);
            foreach (var index in IndexTypes)
            {
                Add("RaggedGather", [new[] { rows }, Random(type, 5), Vector(index, 2, 0, 2)], ("OUTPUT_RAGGED_RANK", 1));
                Add("RaggedGather", [new[] { rows }, Random(type, 5, 2), Vector(index, 1, 2).As(1, 2)], ("OUTPUT_RAGGED_RANK", 2));
                Add("RaggedGather", [new[] { rows }, Random(type, 5), Vector(index, 3)], ("OUTPUT_RAGGED_RANK", 1));
            }

            var graph = new CaseGraph();
            var encoded = graph.Node("RaggedTensorToVariant", [new[] { rows }, Random(type, 5)], ("batched_input", true))[0];
            Add("RaggedTensorFromVariant", graph, graph.Node("RaggedTensorFromVariant", [encoded], ("input_ragged_rank", 0), ("output_ragged_rank", 1), ("Tvalues", type), ("Tsplits", splits)));
        }

        Add("RaggedFillEmptyRows", [Longs(0, 0, 2), Random(type, 3), Long(4), Scalar(type, 1)]);
        Add("RaggedFillEmptyRows", [Longs(), Empty(type, 0), Long(2), Scalar(type, 1)]);
        Add("RaggedFillEmptyRows", [Longs(0, 5), Random(type, 2), Long(2), Scalar(type, 1)]);
    }

    private void AddLabels(DataType type)
    {
        foreach (bool merges in new[] { false, true })
        {
            Add("CTCGreedyDecoder", [Between(type, -3, 3, 6, 2, 4), Ints(6, 4)], ("merge_repeated", merges));
            Add("CTCGreedyDecoder", [Between(type, -3, 3, 6, 2, 4), Ints(6, 4)], ("merge_repeated", merges), ("blank_index", 0));
            Add("CTCBeamSearchDecoder", [Between(type, -3, 3, 6, 2, 4), Ints(6, 4)], ("merge_repeated", merges), ("beam_width", 10), ("top_paths", 3));
            Add("CTCLoss", [Between(type, -3, 3, 6, 2, 4), Value.Of(DataType.Int64, [3, 2], [0, 0, 0, 1, 1, 0]), Ints(1, 2, 0), Ints(6, 4)], ("ctc_merge_repeated", merges));
        }

        Add("CTCGreedyDecoder", [Between(type, -3, 3, 6, 2, 4), Ints(7, 4)]);
        Add("CTCGreedyDecoder", [Between(type, -3, 3, 6, 2, 4), Ints(6)]);
        Add("CTCLoss", [Between(type, -3, 3, 2, 1, 4), Value.Of(DataType.Int64, [3, 2], [0, 0, 0, 1, 0, 2]), Ints(1, 1, 1), Ints(2)]);
        Add("CTCLoss", [Between(type, -3, 3, 2, 1, 4), Value.Of(DataType.Int64, [3, 2], [0, 0, 0, 1, 0, 2]), Ints(1, 1, 1), Ints(2)], ("ignore_longer_outputs_than_inputs", true));
    }

    private void AddCells()
    {
        foreach (var type in Types("LSTMBlockCell"))
        {
            foreach (bool peeps in new[] { false, true })
            {
                Add("LSTMBlockCell", [Random(type, 2, 3), Random(type, 2, 4), Between(type, -1, 1, 2, 4), Between(type, -1, 1, 7, 16), Between(type, -1, 1, 4), Between(type, -1, 1, 4), Between(type, -1, 1, 4), Between(type, -1, 1, 16)],
                    ("use_peephole", peeps), ("forget_bias", 0.5f), ("cell_clip", peeps ? -1f : 2f));
                Add("BlockLSTM", [Long(4), Random(type, 4, 2, 3), Random(type, 2, 4), Between(type, -1, 1, 2, 4), Between(type, -1, 1, 7, 16), Between(type, -1, 1, 4), Between(type, -1, 1, 4), Between(type, -1, 1, 4), Between(type, -1, 1, 16)],
                    ("use_peephole", peeps));
                Add("BlockLSTMV2", [Long(4), Random(type, 4, 2, 3), Random(type, 2, 4), Between(type, -1, 1, 2, 4), Between(type, -1, 1, 7, 16), Between(type, -1, 1, 4), Between(type, -1, 1, 4), Between(type, -1, 1, 4), Between(type, -1, 1, 16)],
                    ("use_peephole", peeps), ("cell_clip", 1.5f));
            }
        }

        Add("GRUBlockCell", [Random(DataType.Float, 2, 3), Between(DataType.Float, -1, 1, 2, 4), Between(DataType.Float, -1, 1, 7, 8), Between(DataType.Float, -1, 1, 7, 4), Between(DataType.Float, -1, 1, 8), Between(DataType.Float, -1, 1, 4)]);
    }
}
