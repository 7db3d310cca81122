using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Tests.Memory;

public sealed class TensorListTests
{
    [Fact]
    public void ATensorIsAListOfItsRowsUntilOneIsAskedFor()
    {
        using var pool = new StoragePool(new MemoryBudget(null));
        var tensor = Rows(pool, 3, 2);
        var list = TensorList.Rent(pool, DataType.Int32, PartialShape.Unknown);
        list.SetWhole(tensor);

        Assert.Equal(3, list.Count);
        Assert.Equal(tensor.Span<int>().ToArray(), list.Whole!.Span<int>().ToArray());
        Assert.Equal([2, 3], list[1]!.Span<int>().ToArray());
        Assert.Equal(new Shape(2), list[1]!.Shape);
        Assert.Null(list.Whole);
        Assert.Equal(3, list.Count);
    }

    [Fact]
    public void ACopyIsChangedAlone()
    {
        using var pool = new StoragePool(new MemoryBudget(null));
        var list = TensorList.Rent(pool, DataType.Int32, PartialShape.Unknown);
        list.SetWhole(Rows(pool, 3, 2));
        var copy = list.Copy();
        copy.Set(2, Rows(pool, 2));
        copy.Add(null);

        Assert.Equal(4, copy.Count);
        Assert.Equal([0, 1], copy[2]!.Span<int>().ToArray());
        Assert.Equal([0, 1, 2, 3, 4, 5], list.Whole!.Span<int>().ToArray());
        list.Resize(2);
        Assert.Equal((2, true), (list.Count, list.Whole is null));
        Assert.Equal([2, 3], list[1]!.Span<int>().ToArray());
    }

    [Fact]
    public void WhatAListHeldIsFreeAfterwards()
    {
        using var pool = new StoragePool(new MemoryBudget(null));
        foreach (bool isDivided in new[] { false, true })
        {
            var tensor = Rows(pool, 5, 100);
            var list = TensorList.Rent(pool, DataType.Int32, PartialShape.Unknown);
            list.SetWhole(tensor);
            Assert.Equal(!isDivided, isDivided ? list[0] is null : list.Whole is not null);
            list.Release();
            pool.Return(tensor);
            Assert.Equal(0, pool.CountInUse());
        }
    }

    private static Tensor Rows(StoragePool pool, params ReadOnlySpan<int> lengths)
    {
        var shape = new Shape(lengths);
        var tensor = pool.RentTensor();
        tensor.Set(DataType.Int32, shape, pool.RentNumbers((nuint)shape.Count * sizeof(int)));
        for (int i = 0; i < shape.Count; i++)
        {
            tensor.WritableSpan<int>()[i] = i;
        }

        return tensor;
    }
}
