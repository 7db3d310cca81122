using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Sums, extremes and running sums along axes.</summary>
internal sealed class ReductionCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (string operation in new[] { "Sum", "Prod", "Mean", "Max", "Min", "EuclideanNorm" })
        {
            foreach (var type in Types(operation))
            {
                AddReduction(operation, type);
            }
        }

        AddReduction("All", DataType.Bool);
        AddReduction("Any", DataType.Bool);
        foreach (string operation in new[] { "ArgMax", "ArgMin" })
        {
            foreach (var type in Types(operation))
            {
                AddArgument(operation, type);
            }
        }

        foreach (string operation in new[] { "Cumsum", "Cumprod", "CumulativeLogsumexp" })
        {
            foreach (var type in Types(operation))
            {
                AddRunning(operation, type);
            }
        }

        foreach (var type in Types("L2Loss"))
        {
            Add("L2Loss", [Random(type, 3, 4)]);
            Add("L2Loss", [Random(type, 100)]);
            Add("L2Loss", [Empty(type, 0)]);
            Add("L2Loss", [Scalar(type, 3)]);
        }
    }

    private void AddReduction(string operation, DataType type)
    {
        foreach (bool keeps in new[] { false, true })
        {
            Add(operation, [Small(type, 2, 3, 4), Ints(1)], ("keep_dims", keeps));
            Add(operation, [Small(type, 2, 3, 4), Ints(0, 2)], ("keep_dims", keeps));
            Add(operation, [Small(type, 2, 3, 4), Ints(-1)], ("keep_dims", keeps));
            Add(operation, [Small(type, 2, 3, 4), Ints(2, 1, 0)], ("keep_dims", keeps));
            Add(operation, [Small(type, 2, 3, 4), Int(0)], ("keep_dims", keeps));
            Add(operation, [Small(type, 2, 0, 3), Ints(1)], ("keep_dims", keeps));
            Add(operation, [Small(type, 0, 3), Ints(1)], ("keep_dims", keeps));
            Add(operation, [Small(type, []), Ints()], ("keep_dims", keeps));
        }

        Add(operation, [Small(type, 2, 3, 4), Longs(0)]);
        Add(operation, [Small(type, 2, 3, 4), Longs(-3, 2)]);
        Add(operation, [Small(type, 2, 3), Ints()]);
        Add(operation, [Edges(type), Ints(0)]);
        Add(operation, [Small(type, 7, 130), Ints(1)]);
        Add(operation, [Small(type, 130, 7), Ints(0)]);
        Add(operation, [Small(type, 1, 1, 5), Ints(0, 1)]);
        if (type is DataType.Float or DataType.Int32 or DataType.Bool)
        {
            Add(operation, [Small(type, 2, 3, 4, 2, 3), Ints(0, 2, 4)]);
            Add(operation, [Small(type, 2, 3, 4, 2, 3), Ints(1, 3)]);
            Add(operation, [Small(type, 2, 3, 1, 2, 1), Ints(2, 3)]);
            Add(operation, [Small(type, 2, 3), Ints(2)]);
            Add(operation, [Small(type, 2, 3), Ints(-3)]);
            Add(operation, [Small(type, 2, 3), Ints(0, 0)]);
            Add(operation, [Small(type, 2, 3), Ints(0, -2)]);
            Add(operation, [Small(type, []), Ints(0)]);
            Add(operation, [Small(type, 0), Ints(0)]);
            Add(operation, [Small(type, 2, 3), Ints(0, 1).As(1, 2)]);
        }

        if (type == DataType.Float)
        {
            Add(operation, [Vector(type, 1, double.NaN, 2, double.NaN, -1, 5).As(2, 3), Ints(0)]);
            Add(operation, [Vector(type, 1, double.NaN, 2, double.NaN, -1, 5).As(2, 3), Ints(1)]);
            Add(operation, [Vector(type, double.PositiveInfinity, 1, 2, double.NegativeInfinity, -1, 5).As(2, 3), Ints(1)]);
            Add(operation, [Vector(type, -0.0, 0, -0.0, -0.0).As(2, 2), Ints(1)]);
        }
    }

    private void AddArgument(string operation, DataType type)
    {
        foreach (var output in Types(operation, "output_type"))
        {
            Add(operation, [Random(type, 3, 4), Int(1)], ("output_type", output));
            Add(operation, [Random(type, 3, 4), Int(0)], ("output_type", output));
        }

        foreach (var index in IndexTypes)
        {
            Add(operation, [Random(type, 2, 3, 4), Scalar(index, -2)]);
        }

        Add(operation, [Edges(type), Int(0)]);
        Add(operation, [Vector(type, 3, 9, 9, 3, 9), Int(0)]);
        Add(operation, [Random(type, 0, 3), Int(1)]);
        Add(operation, [Random(type, 3, 0), Int(1)]);
        Add(operation, [Random(type, 3, 0), Int(0)]);
        Add(operation, [Random(type, 3, 1), Int(1)]);
        Add(operation, [Random(type, []), Int(0)]);
        Add(operation, [Random(type, 3), Int(1)]);
        Add(operation, [Random(type, 3), Int(-2)]);
        Add(operation, [Random(type, 3), Ints(0)]);
        Add(operation, [Random(type, 2, 3, 2, 3, 2), Int(2)]);
        if (IsFloating(type))
        {
            Add(operation, [Vector(type, double.NaN, 1, double.NaN, 2, double.NaN, 0).As(2, 3), Int(1)]);
        }
    }

    private void AddRunning(string operation, DataType type)
    {
        foreach (bool exclusive in new[] { false, true })
        {
            foreach (bool reverse in new[] { false, true })
            {
                Add(operation, [Small(type, 2, 3, 4), Int(1)], ("exclusive", exclusive), ("reverse", reverse));
                Add(operation, [Small(type, 2, 3, 4), Scalar(DataType.Int64, -1)], ("exclusive", exclusive), ("reverse", reverse));
                Add(operation, [Small(type, 2, 3, 4), Int(0)], ("exclusive", exclusive), ("reverse", reverse));
                Add(operation, [Small(type, 33), Int(0)], ("exclusive", exclusive), ("reverse", reverse));
                Add(operation, [Small(type, 1, 1), Int(0)], ("exclusive", exclusive), ("reverse", reverse));
            }
        }

        Add(operation, [Small(type, 0, 3), Int(0)]);
        Add(operation, [Small(type, 3, 0), Int(0)]);
        Add(operation, [Small(type, []), Int(0)]);
        Add(operation, [Small(type, 3), Int(1)]);
        Add(operation, [Small(type, 3), Int(-2)]);
        Add(operation, [Edges(type), Int(0)]);
        if (operation != "Cumprod" && IsFloating(type))
        {
            Add(operation, [Vector(type, 1, double.NegativeInfinity, 2, double.PositiveInfinity, 3, double.NaN, 1), Int(0)]);
        }
    }

    private Value Small(DataType type, params long[] shape) => type == DataType.Bool || IsUnsigned(type) ? Random(type, shape) : Between(type, -2, 3, shape);
}
