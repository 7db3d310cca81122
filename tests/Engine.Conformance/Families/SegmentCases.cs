using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Reductions of the rows that share a number.</summary>
internal sealed class SegmentCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (string operation in new[] { "SegmentSum", "SegmentMean", "SegmentProd", "SegmentMax", "SegmentMin" })
        {
            foreach (var type in Types(operation))
            {
                AddSorted(operation, type);
            }
        }

        foreach (string operation in new[] { "UnsortedSegmentSum", "UnsortedSegmentProd", "UnsortedSegmentMax", "UnsortedSegmentMin" })
        {
            foreach (var type in Types(operation))
            {
                AddUnsorted(operation, type);
            }
        }

        foreach (string operation in new[] { "SparseSegmentSum", "SparseSegmentMean", "SparseSegmentSqrtN" })
        {
            foreach (var type in Types(operation))
            {
                AddSparse(operation, type);
            }
        }
    }

    private void AddSorted(string operation, DataType type)
    {
        foreach (var index in IndexTypes)
        {
            Add(operation, [Random(type, 4, 2), Vector(index, 0, 0, 1, 3)]);
            Add(operation, [Random(type, 4), Vector(index, 1, 1, 1, 2)]);
        }

        Add(operation, [Random(type, 3, 2, 2), Ints(0, 0, 0)]);
        Add(operation, [Empty(type, 0, 2), Ints()]);
        Add(operation, [Empty(type, 2, 0), Ints(0, 1)]);
        Add(operation, [Random(type, 3), Ints(1, 0, 2)]);
        Add(operation, [Random(type, 3), Ints(-1, 0, 2)]);
        Add(operation, [Random(type, 3), Ints(0, 2)]);
        Add(operation, [Random(type, 3), Int(0)]);
        if (operation != "SegmentMean")
        {
            foreach (var count in new[] { Int(5), Int(2), Long(4), Int(-1), Int(0) })
            {
                Add(operation + "V2", [Random(type, 4, 2), Ints(0, 0, 1, 3), count]);
            }

            Add(operation + "V2", [Empty(type, 0, 2), Ints(), Int(3)]);
        }
    }

    private void AddUnsorted(string operation, DataType type)
    {
        foreach (var index in IndexTypes)
        {
            Add(operation, [Random(type, 4, 2), Vector(index, 3, 0, 3, 1), Scalar(index, 5)]);
            Add(operation, [Random(type, 2, 2, 3), Vector(index, 1, 0, 1, 2).As(2, 2), Int(3)]);
        }

        Add(operation, [Random(type, 4), Ints(2, -1, 2, 0), Int(3)]);
        Add(operation, [Random(type, []), Int(1), Int(3)]);
        Add(operation, [Random(type, 4), Ints(2, 5, 2, 0), Int(3)]);
        Add(operation, [Random(type, 4), Ints(2, 0, 2, 0), Int(0)]);
        Add(operation, [Random(type, 4), Ints(2, 0, 2, 0), Int(-1)]);
        Add(operation, [Random(type, 4), Ints(2, 0, 2), Int(3)]);
        Add(operation, [Empty(type, 0, 3), Ints(), Int(2)]);
        Add(operation, [Empty(type, 0), Ints(), Int(0)]);
    }

    private void AddSparse(string operation, DataType type)
    {
        foreach (var index in IndexTypes)
        {
            foreach (var segment in IndexTypes)
            {
                Add(operation, [Random(type, 4, 2), Vector(index, 3, 0, 0, 1), Vector(segment, 0, 0, 1, 3)]);
                Add(operation + "WithNumSegments", [Random(type, 4, 2), Vector(index, 3, 0, 0, 1), Vector(segment, 0, 0, 1, 3), Scalar(index, 6)]);
            }
        }

        Add(operation, [Random(type, 4), Ints(3, 0, 0), Ints(0, 0, 1)]);
        Add(operation, [Random(type, 4, 9), Ints(0, 1, 2, 3, 3, 2, 1, 0, 0, 1, 2), Ints(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)]);
        Add(operation, [Random(type, 4, 2), Ints(), Ints()]);
        Add(operation, [Random(type, 4, 2), Ints(4), Ints(0)]);
        Add(operation, [Random(type, 4, 2), Ints(-1), Ints(0)]);
        Add(operation, [Random(type, 4, 2), Ints(1, 2), Ints(1, 0)]);
        Add(operation, [Random(type, 4, 2), Ints(1, 2), Ints(-1, 0)]);
        Add(operation, [Random(type, 4, 2), Ints(1, 2), Ints(0)]);
        Add(operation + "WithNumSegments", [Random(type, 4, 2), Ints(), Ints(), Int(3)]);
        Add(operation + "WithNumSegments", [Random(type, 4, 2), Ints(0, 1), Ints(0, 3), Int(3)]);
        Add(operation + "WithNumSegments", [Random(type, 4, 2), Ints(0, 1), Ints(0, 1), Int(-1)]);
        if (operation != "SparseSegmentSum" || IsFloating(type))
        {
            Add(operation + "Grad", [Random(type, 2, 3), Ints(3, 0, 0), Ints(0, 0, 1), Int(5)]);
            Add(operation + "Grad", [Random(type, 2, 3), Ints(5, 0, 0), Ints(0, 0, 1), Int(5)]);
        }
    }
}
