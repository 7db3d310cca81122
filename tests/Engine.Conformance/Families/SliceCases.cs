using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Parts of tensors: slices, gathering, scattering, partitions.</summary>
internal sealed class SliceCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (var type in AllTypes)
        {
            AddSlice(type);
            AddStrided(type);
            AddGather(type);
            AddScatter(type);
            AddPartition(type);
        }

        AddStridedMasks();
    }

    private void AddSlice(DataType type)
    {
        Add("Slice", [Random(type, 3, 4), Ints(1, 0), Ints(2, 2)]);
        Add("Slice", [Random(type, 3, 4), Longs(0, 1), Longs(-1, -1)]);
        Add("Slice", [Random(type, 2, 3, 4), Ints(1, 1, 1), Ints(1, 0, 2)]);
        Add("Slice", [Random(type, []), Ints(), Ints()]);
        Add("Slice", [Empty(type, 0, 3), Ints(0, 1), Ints(0, 2)]);
        Add("Slice", [Random(type, 3, 4), Ints(3, 0), Ints(0, 4)]);
        Add("Slice", [Random(type, 3, 4), Ints(0, 0), Ints(3, 4)]);
        Add("Slice", [Random(type, 3, 4), Ints(1, 0), Ints(3, 2)]);
        Add("Slice", [Random(type, 3, 4), Ints(-1, 0), Ints(1, 2)]);
        Add("Slice", [Random(type, 3, 4), Ints(0, 0), Ints(-2, 2)]);
        Add("Slice", [Random(type, 3, 4), Ints(0), Ints(2)]);
    }

    private void AddStrided(DataType type)
    {
        Add("StridedSlice", [Random(type, 3, 4), Ints(1, 0), Ints(3, 4), Ints(1, 2)]);
        Add("StridedSlice", [Random(type, 3, 4), Ints(-1, -1), Ints(-4, -5), Ints(-1, -2)]);
        Add("StridedSlice", [Random(type, 3, 4), Longs(1), Longs(2), Longs(1)], ("shrink_axis_mask", 1));
        Add("StridedSlice", [Empty(type, 0, 4), Ints(0, 1), Ints(0, 3), Ints(1, 1)], ("begin_mask", 1), ("end_mask", 1));
        Add("StridedSlice", [Random(type, []), Ints(0), Ints(0), Ints(1)], ("new_axis_mask", 1));
        Add("StridedSliceGrad", [Ints(3, 4), Ints(1, 0), Ints(3, 4), Ints(1, 2), Random(type, 2, 2)]);
        Add("StridedSliceGrad", [Ints(3, 4), Ints(1), Ints(2), Ints(1), Random(type, 4)], ("shrink_axis_mask", 1));
        Add("TensorStridedSliceUpdate", [Random(type, 3, 4), Ints(1, 0), Ints(3, 4), Ints(1, 2), Random(type, 2, 2)]);
        Add("TensorStridedSliceUpdate", [Random(type, 3, 4), Ints(1), Ints(2), Ints(1), Random(type, 4)], ("shrink_axis_mask", 1));
        Add("TensorStridedSliceUpdate", [Random(type, 3, 4), Ints(1, 0), Ints(3, 4), Ints(1, 2), Random(type, 2, 3)]);
    }

    // Masks are bits, an axis each; every combination over a small tensor, with indices inside and outside.
    private void AddStridedMasks()
    {
        var value = Count(DataType.Int32, 3, 4, 2);
        foreach (var (begin, end, strides) in new (int[], int[], int[])[]
        {
            ([1, 1], [3, 3], [1, 1]), ([-2, 3], [9, 0], [1, -1]), ([0, 5, 1], [2, 9, 2], [2, 1, 1]), ([2], [0], [-1]), ([0, 0, 0, 0], [1, 1, 1, 1], [1, 1, 1, 1]), ([int.MinValue, 1], [int.MaxValue, -1], [1, 1]), ([], [], []),
        })
        {
            int masks = 1 << begin.Length;
            for (int mask = 0; mask < masks; mask++)
            {
                Add("StridedSlice", [value, Ints(begin), Ints(end), Ints(strides)], ("begin_mask", mask));
                Add("StridedSlice", [value, Ints(begin), Ints(end), Ints(strides)], ("end_mask", mask), ("begin_mask", masks - 1 - mask));
                Add("StridedSlice", [value, Ints(begin), Ints(end), Ints(strides)], ("shrink_axis_mask", mask));
                Add("StridedSlice", [value, Ints(begin), Ints(end), Ints(strides)], ("new_axis_mask", mask));
                Add("StridedSlice", [value, Ints(begin), Ints(end), Ints(strides)], ("ellipsis_mask", mask));
                Add("StridedSlice", [value, Ints(begin), Ints(end), Ints(strides)], ("ellipsis_mask", mask & -mask), ("shrink_axis_mask", masks - 1 - mask));
                Add("StridedSlice", [value, Ints(begin), Ints(end), Ints(strides)], ("new_axis_mask", mask), ("shrink_axis_mask", masks - 1 - mask));
            }
        }

        Add("StridedSlice", [value, Ints(0), Ints(1), Ints(0)]);
        Add("StridedSlice", [value, Ints(0, 0), Ints(1), Ints(1)]);
        Add("StridedSlice", [value, Ints(3), Ints(4), Ints(1)], ("shrink_axis_mask", 1));
        Add("StridedSlice", [value, Ints(-4), Ints(4), Ints(1)], ("shrink_axis_mask", 1));
        Add("StridedSlice", [value, Ints(0), Ints(1), Ints(-1)], ("shrink_axis_mask", 1));
        Add("StridedSlice", [value, Scalar(DataType.Int32, 0), Scalar(DataType.Int32, 1), Scalar(DataType.Int32, 1)]);
    }

    private void AddGather(DataType type)
    {
        foreach (var index in IndexTypes)
        {
            Add("GatherV2", [Random(type, 4, 3), Vector(index, 2, 0, 2), Scalar(index, 0)]);
            Add("GatherV2", [Random(type, 2, 4, 3), Vector(index, 3, 0, 1, 1).As(2, 2), Int(1)]);
            Add("GatherV2", [Random(type, 2, 4, 3), Vector(index, 3, 0, 1, 1).As(2, 2), Int(1)], ("batch_dims", 1));
            Add("GatherV2", [Random(type, 2, 4), Vector(index, 3, 0, 1, 1).As(2, 2), Int(-1)], ("batch_dims", -1));
            Add("Gather", [Random(type, 4, 3), Vector(index, 2, 0, 2)]);
            Add("GatherNd", [Random(type, 2, 3), Vector(index, 0, 1, 1, 2).As(2, 2)]);
            Add("GatherNd", [Random(type, 2, 3), Vector(index, 1, 0).As(2, 1)]);
        }

        Add("GatherV2", [Random(type, 4, 3), Scalar(DataType.Int32, 1), Int(0)]);
        Add("GatherV2", [Random(type, 4, 3), Empty(DataType.Int32, 0), Int(0)]);
        Add("GatherV2", [Empty(type, 4, 0), Ints(1), Int(0)]);
        Add("GatherV2", [Empty(type, 0, 3), Empty(DataType.Int32, 0), Int(0)]);
        Add("GatherV2", [Empty(type, 0, 3), Ints(0), Int(0)]);
        Add("GatherV2", [Random(type, 4, 3), Ints(4), Int(0)]);
        Add("GatherV2", [Random(type, 4, 3), Ints(-1), Int(0)]);
        Add("GatherV2", [Random(type, 4, 3), Ints(0), Int(2)]);
        Add("GatherV2", [Random(type, []), Ints(0), Int(0)]);
        Add("GatherV2", [Random(type, 4, 3), Vector(DataType.Int16, 1, 3), Int(0)]);
        Add("Gather", [Random(type, 4, 3), Ints(4)]);
        Add("Gather", [Random(type, []), Ints(0)]);
        Add("GatherNd", [Random(type, 2, 3), Empty(DataType.Int32, 2, 0)]);
        Add("GatherNd", [Random(type, 2, 3), Empty(DataType.Int32, 0, 2)]);
        Add("GatherNd", [Random(type, 2, 3), Ints(0, 3).As(1, 2)]);
        Add("GatherNd", [Random(type, 2, 3), Ints(0, -1).As(1, 2)]);
        Add("GatherNd", [Random(type, 2, 3), Ints(0, 1, 1).As(1, 3)]);
        Add("GatherNd", [Random(type, 2, 3), Ints(1, 2)]);
        Add("GatherNd", [Random(type, 2, 3), Vector(DataType.Int16, 1, 2)]);
        Add("GatherNd", [Random(type, []), Ints(0)]);
    }

    private void AddScatter(DataType type)
    {
        foreach (var index in IndexTypes)
        {
            Add("ScatterNd", [Vector(index, 1, 3, 1).As(3, 1), Random(type, 3), Vector(index, 5)]);
            Add("ScatterNd", [Vector(index, 0, 2).As(2, 1), Random(type, 2, 3), Vector(index, 4, 3)]);
            Add("ScatterNd", [Vector(index, 0, 2, 1, 1).As(2, 2), Random(type, 2), Vector(index, 2, 3)]);
        }

        Add("ScatterNd", [Empty(DataType.Int32, 0, 1), Random(type, 0), Ints(3)]);
        Add("ScatterNd", [Ints(5).As(1, 1), Random(type, 1), Ints(5)]);
        Add("ScatterNd", [Ints(-1).As(1, 1), Random(type, 1), Ints(5)]);
        Add("ScatterNd", [Ints(1, 2).As(2, 1), Random(type, 3), Ints(5)]);
        Add("ScatterNd", [Ints(1).As(1, 1), Random(type, 1), Ints(0)]);
        Add("ScatterNd", [Ints(1).As(1, 1), Random(type, 1), Ints(-1)]);
        foreach (string operation in new[] { "TensorScatterUpdate", "TensorScatterAdd", "TensorScatterSub", "TensorScatterMax", "TensorScatterMin", "ScatterNdNonAliasingAdd" })
        {
            if (!Types(operation).Contains(type))
            {
                continue;
            }

            Add(operation, [Random(type, 4, 2), Ints(1, 3).As(2, 1), Random(type, 2, 2)]);
            Add(operation, [Random(type, 4), Longs(1, 3).As(2, 1), Random(type, 2)]);
            Add(operation, [Random(type, 2, 3), Ints(0, 2, 1, 1).As(2, 2), Random(type, 2)]);
            Add(operation, [Random(type, 4), Empty(DataType.Int32, 0, 1), Empty(type, 0)]);
            Add(operation, [Empty(type, 0), Empty(DataType.Int32, 0, 1), Empty(type, 0)]);
            Add(operation, [Random(type, 4), Ints(4).As(1, 1), Random(type, 1)]);
            Add(operation, [Random(type, 4), Ints(-1).As(1, 1), Random(type, 1)]);
            Add(operation, [Random(type, 4), Ints(1).As(1, 1), Random(type, 2)]);
            if (operation is not "TensorScatterUpdate" || type != DataType.String)
            {
                Add(operation, [Random(type, 4), Ints(1, 1).As(2, 1), Random(type, 2)]);
            }
        }

        foreach (string operation in new[] { "InplaceUpdate", "InplaceAdd", "InplaceSub" })
        {
            Add(operation, [Random(type, 4, 2), Ints(1, 3), Random(type, 2, 2)]);
        }
    }

    private void AddPartition(DataType type)
    {
        Add("DynamicPartition", [Random(type, 4), Ints(0, 2, 2, 0)], ("num_partitions", 3));
        Add("DynamicPartition", [Random(type, 2, 2, 3), Ints(0, 1, 1, 0).As(2, 2)], ("num_partitions", 2));
        Add("DynamicPartition", [Empty(type, 0, 3), Ints()], ("num_partitions", 2));
        Add("DynamicPartition", [Random(type, 2), Ints(0, 2)], ("num_partitions", 2));
        Add("DynamicPartition", [Random(type, 2), Ints(0, -1)], ("num_partitions", 2));
        Add("DynamicPartition", [Random(type, 2), Ints(0, 1, 0)], ("num_partitions", 2));
        foreach (string operation in new[] { "DynamicStitch", "ParallelDynamicStitch" })
        {
            Add(operation, [new[] { Ints(0, 2), Ints(1, 3) }, new[] { Random(type, 2), Random(type, 2) }]);
            Add(operation, [new[] { Ints(0, 2), Ints(1, 0) }, new[] { Random(type, 2, 3), Random(type, 2, 3) }]);
            Add(operation, [new[] { Int(1), Ints(0, 2, 3, 4).As(2, 2) }, new[] { Random(type, 3), Random(type, 2, 2, 3) }]);
            Add(operation, [new[] { Ints() }, new[] { Empty(type, 0, 2) }]);
            Add(operation, [new[] { Ints(0, -1) }, new[] { Random(type, 2) }]);
            Add(operation, [new[] { Ints(0, 1) }, new[] { Random(type, 3) }]);
        }
    }
}
