using TypedModels.Engine.Kernels;

namespace TypedModels.Engine.Tests.Operations;

/// <summary>What is left until a row of the table is used.</summary>
public sealed class KernelRowTests
{
    private static readonly DataTypeSet s_types = DataTypeSet.Of(DataType.Float, DataType.Half);

    [Fact]
    public void ARowIsDescribedOnceAndWhenItIsFirstUsed()
    {
        int described = 0;
        var row = Row().Later(row =>
        {
            described++;
            row.WhereWidened("T", s_types);
        });
        Assert.Equal(0, described);

        Assert.Equal([new KernelRow.TypeRule("T", s_types)], row.Types);
        Assert.Equal(DataType.Float, row.ComputedIn("T", DataType.Half));
        Assert.Single(row.Widened);
        Assert.Equal(1, described);
    }

    [Fact]
    public void SeveralThreadsDescribeARowOnce()
    {
        int described = 0;
        var row = Row().Later(row =>
        {
            Interlocked.Increment(ref described);
            Thread.Sleep(10);
            row.Where("T", s_types);
        });
        var counts = new int[4];
        Parallel.For(0, counts.Length, i => counts[i] = row.Types.Length);

        Assert.Equal([1, 1, 1, 1], counts);
        Assert.Equal(1, described);
    }

    [Fact]
    public void AnAttributeThatIsSaidAgainHasTheLastTypes()
    {
        var row = Row().Where("T", DataTypeSet.Any).Where("U", DataTypeSet.Index).Where("T", s_types);

        Assert.Equal([new KernelRow.TypeRule("T", s_types), new KernelRow.TypeRule("U", DataTypeSet.Index)], row.Types);
        Assert.Equal(DataType.Half, row.ComputedIn("T", DataType.Half));
    }

    private static KernelRow Row() => new("Operation", _ => throw new InvalidOperationException("No kernel is made."));
}
