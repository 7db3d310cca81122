using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Order, counting and sets.</summary>
internal sealed class SortingCases : CaseFamily
{
    protected override void AddCases()
    {
        AddTop();
        AddUnique();
        AddCounting();
        AddSearch();
    }

    private void AddTop()
    {
        foreach (var type in Types("TopKV2"))
        {
            foreach (int k in new[] { 0, 1, 2, 5 })
            {
                Add("TopKV2", [Random(type, 3, 5), Int(k)]);
                Add("TopK", [Random(type, 3, 5)], ("k", k));
                Add("TopKV2", [Random(type, 3, 5), Int(k)], ("sorted", false));
            }

            Add("TopKV2", [Vector(type, 3, 9, 9, 3, 9, 1), Int(4)]);
            Add("TopKV2", [Edges(type), Int(6)]);
            Add("TopKV2", [Random(type, 40), Int(17)]);
            Add("TopKV2", [Random(type, 2, 2, 3), Scalar(DataType.Int16, 2)]);
            Add("TopKV2", [Random(type, 2, 2, 3), Long(2)], ("index_type", DataType.Int64));
            Add("TopKV2", [Random(type, 2, 2, 3), Int(2)], ("index_type", DataType.Int16));
            Add("TopKV2", [Random(type, 3), Int(4)]);
            Add("TopKV2", [Random(type, 3), Int(-1)]);
            Add("TopKV2", [Random(type, []), Int(1)]);
            Add("TopKV2", [Random(type, 0, 3), Int(2)]);
            Add("NthElement", [Random(type, 3, 5), Int(2)]);
            Add("NthElement", [Random(type, 3, 5), Int(0)], ("reverse", true));
            Add("NthElement", [Random(type, 5), Int(5)]);
            Add("NthElement", [Random(type, 5), Int(-1)]);
            Add("NthElement", [Random(type, 0, 5), Int(1)]);
        }

        foreach (var index in IndexTypes)
        {
            Add("InTopK", [Random(DataType.Float, 4, 5), Vector(index, 0, 3, 4, 2)], ("k", 2));
            Add("InTopKV2", [Random(DataType.Float, 4, 5), Vector(index, 0, 3, 4, 2), Scalar(index, 3)]);
            Add("InTopKV2", [Vector(DataType.Float, 1, 2, 2, 2, double.NaN, 1, double.PositiveInfinity, 0, 1).As(3, 3), Vector(index, 0, 1, 2), Scalar(index, 2)]);
            Add("InTopKV2", [Random(DataType.Float, 2, 5), Vector(index, 5, -1), Scalar(index, 3)]);
            Add("InTopKV2", [Random(DataType.Float, 2, 5), Vector(index, 0), Scalar(index, 3)]);
            Add("InTopKV2", [Empty(DataType.Float, 0, 5), Empty(index, 0), Scalar(index, 3)]);
            Add("InTopKV2", [Random(DataType.Float, 2, 5), Vector(index, 0, 1), Scalar(index, 0)]);
        }
    }

    private void AddUnique()
    {
        foreach (var type in AllTypes)
        {
            foreach (var index in IndexTypes)
            {
                Add("Unique", [Vector(type, 4, 1, 4, 7, 1, 0, 4)], ("out_idx", index));
                Add("UniqueWithCounts", [Vector(type, 4, 1, 4, 7, 1, 0, 4)], ("out_idx", index));
                Add("UniqueV2", [Vector(type, 1, 0, 1, 0, 1, 0, 1, 1).As(4, 2), Longs(0)], ("out_idx", index));
                Add("UniqueV2", [Vector(type, 1, 0, 1, 0, 1, 0, 1, 1).As(4, 2), Ints(1)], ("out_idx", index));
                Add("UniqueWithCountsV2", [Vector(type, 1, 0, 1, 0, 1, 0, 1, 1).As(4, 2), Longs(0)], ("out_idx", index));
                Add("ListDiff", [Vector(type, 4, 1, 4, 7, 1, 0, 5), Vector(type, 1, 7)], ("out_idx", index));
            }

            Add("UniqueV2", [Vector(type, 4, 1, 4, 7, 1, 0, 4), Longs()]);
            Add("UniqueV2", [Vector(type, 4, 1, 4, 7, 1, 0, 4), Longs(0)]);
            Add("Unique", [Empty(type, 0)]);
            Add("Unique", [Vector(type, 1, 0, 1, 0).As(2, 2)]);
            Add("UniqueV2", [Empty(type, 0, 2), Longs(0)]);
            Add("UniqueV2", [Vector(type, 1, 0), Longs(1)]);
            Add("UniqueV2", [Vector(type, 1, 0), Longs(-1)]);
            Add("ListDiff", [Empty(type, 0), Vector(type, 1, 7)]);
            Add("ListDiff", [Vector(type, 1, 7), Empty(type, 0)]);
            Add("ListDiff", [Vector(type, 1, 7).As(1, 2), Vector(type, 1)]);
        }

        Add("Unique", [Edges(DataType.Float)]);
        Add("Unique", [Edges(DataType.String)]);
        Add("UniqueWithCounts", [Vector(DataType.Float, double.NaN, 0, -0.0, double.NaN, 0)]);
        foreach (var type in Types("Where"))
        {
            Add("Where", [Random(type, 2, 3)]);
            Add("Where", [Edges(type)]);
            Add("Where", [Random(type, 2, 1, 3, 2)]);
            Add("Where", [Random(type, 2, 1, 3, 2, 2)]);
            Add("Where", [Random(type, [])]);
            Add("Where", [Empty(type, 0, 2)]);
            Add("Where", [Vector(type, 0, 0, 0)]);
        }
    }

    private void AddCounting()
    {
        foreach (var type in Types("Bincount"))
        {
            Add("Bincount", [Ints(0, 1, 1, 3, 9), Int(5), Empty(type, 0)]);
            Add("Bincount", [Ints(0, 1, 1, 3, 9), Int(5), Vector(type, 1, 2, 3, 4, 5)]);
            Add("Bincount", [Ints(0, 1, 1, 3, 4, 5).As(2, 3), Int(6), Empty(type, 0)]);
            Add("Bincount", [Ints(0, -1), Int(5), Empty(type, 0)]);
            Add("Bincount", [Ints(), Int(3), Empty(type, 0)]);
            Add("Bincount", [Ints(0, 1), Int(0), Empty(type, 0)]);
            Add("Bincount", [Ints(0, 1), Int(-1), Empty(type, 0)]);
            Add("Bincount", [Ints(0, 1), Int(2), Vector(type, 1)]);
            foreach (var index in IndexTypes)
            {
                foreach (bool binary in new[] { false, true })
                {
                    Add("DenseBincount", [Vector(index, 0, 1, 1, 3, 9), Scalar(index, 5), Empty(type, 0)], ("binary_output", binary));
                    Add("DenseBincount", [Vector(index, 0, 1, 1, 3, 9), Scalar(index, 5), Vector(type, 1, 2, 3, 4, 5)], ("binary_output", binary));
                    Add("DenseBincount", [Vector(index, 0, 1, 1, 3, 2, 2).As(2, 3), Scalar(index, 4), Empty(type, 0)], ("binary_output", binary));
                    Add("DenseBincount", [Vector(index, 0, 1, 1, 3, 2, 2).As(2, 3), Scalar(index, 4), Vector(type, 1, 2, 3, 4, 5, 6).As(2, 3)], ("binary_output", binary));
                }

                Add("DenseBincount", [Vector(index, 0, -1), Scalar(index, 5), Empty(type, 0)]);
                Add("DenseBincount", [Empty(index, 0), Scalar(index, 5), Empty(type, 0)]);
                Add("DenseBincount", [Vector(index, 0, 1), Scalar(index, -5), Empty(type, 0)]);
                Add("DenseBincount", [Vector(index, 0, 1), Scalar(index, 5), Vector(type, 1)]);
                Add("HistogramFixedWidth", [Vector(type, -1, 0, 1.5, 2, 5, 15), Vector(type, 0, 5), Int(5)], ("dtype", index));
            }

            Add("HistogramFixedWidth", [Vector(type, -1, 0, 1, 2, 5, 15).As(2, 3), Vector(type, 0, 4), Int(3)]);
            Add("HistogramFixedWidth", [Vector(type, -1, 0, 1), Vector(type, 4, 0), Int(3)]);
            Add("HistogramFixedWidth", [Vector(type, -1, 0, 1), Vector(type, 0, 4), Int(0)]);
            Add("HistogramFixedWidth", [Empty(type, 0), Vector(type, 0, 4), Int(3)]);
            Add("Bucketize", [Vector(type, -5, 0, 1, 10, 99, 100, 1000)], ("boundaries", new[] { 0f, 10f, 100f }));
            Add("Bucketize", [Vector(type, -5, 0, 1, 10).As(2, 2)], ("boundaries", Array.Empty<float>()));
            Add("Bucketize", [Vector(type, -5, 0, 1, 10)], ("boundaries", new[] { 10f, 0f }));
            Add("Bucketize", [Empty(type, 0)], ("boundaries", new[] { 10f }));
            Add("Bucketize", [Edges(type)], ("boundaries", new[] { -1.5f, -1.5f, 0f, 2.5f }));
        }
    }

    private void AddSearch()
    {
        foreach (string operation in new[] { "LowerBound", "UpperBound" })
        {
            foreach (var type in AllTypes)
            {
                foreach (var index in IndexTypes)
                {
                    Add(operation, [Vector(type, 1, 3, 3, 5).As(1, 4), Vector(type, 0, 1, 3, 4, 5, 6).As(1, 6)], ("out_type", index));
                    Add(operation, [Vector(type, 1, 3, 5, 0, 2, 4).As(2, 3), Vector(type, 0, 3, 4, 9).As(2, 2)], ("out_type", index));
                }

                Add(operation, [Empty(type, 1, 0), Vector(type, 0, 3).As(1, 2)]);
                Add(operation, [Vector(type, 0, 3).As(1, 2), Empty(type, 1, 0)]);
                Add(operation, [Vector(type, 0, 3).As(1, 2), Vector(type, 0, 3).As(2, 1)]);
                Add(operation, [Vector(type, 0, 3), Vector(type, 0, 3)]);
            }
        }
    }
}
