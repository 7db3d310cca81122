using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Tests.Memory;

public class StoragePoolTests
{
    [Fact]
    public void MemoryThatNobodyRefersToIsUsedAgain()
    {
        using var pool = new StoragePool(new MemoryBudget(null));
        var tensor = pool.RentTensor();
        Fill(pool, tensor, 1000);
        long taken = pool.Taken;
        for (int i = 0; i < 100; i++)
        {
            tensor.Release();
            Fill(pool, tensor, 1000 - i);
        }

        Assert.Equal(taken, pool.Taken);
    }

    [Fact]
    public void SharedMemoryStaysUntilItsLastTensorLetsGo()
    {
        using var pool = new StoragePool(new MemoryBudget(null));
        Tensor first = pool.RentTensor(), second = pool.RentTensor(), third = pool.RentTensor();
        Fill(pool, first, 16);
        first.WritableSpan<int>()[0] = 42;
        second.Share(first, new Shape(4, 4));
        first.Release();
        Fill(pool, third, 16);
        third.WritableSpan<int>()[0] = 7;
        Assert.Equal(42, second.Span<int>()[0]);
    }

    [Fact]
    public void TheLimitHoldsAndWhatIsFreedCanBeTakenAgain()
    {
        var budget = new MemoryBudget(1 << 20);
        using (var pool = new StoragePool(budget))
        {
            Fill(pool, pool.RentTensor(), 100_000);
            var refused = Assert.Throws<OperationException>(() => Fill(pool, pool.RentTensor(), 200_000));
            Assert.Equal(ModelErrorCode.ResourceExhausted, refused.Code);
        }

        Assert.Equal(0, budget.Taken);
    }

    [Fact]
    public void AWrongElementSizeIsRefused()
    {
        var tensor = Tensor.CreateShared<int>(DataType.Int32, new Shape(2), [1, 2]);
        Assert.Throws<InvalidOperationException>(() => tensor.Span<long>().Length);
    }

    [Fact]
    public void SharedTensorsCannotBeWritten()
    {
        var tensor = Tensor.CreateShared<int>(DataType.Int32, new Shape(2), [1, 2]);
        Assert.Throws<InvalidOperationException>(() => tensor.WritableSpan<int>().Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000_003)]
    public void RoomIsEnoughAndAtMostAQuarterMoreThanAskedFor(int length)
    {
        using var pool = new StoragePool(new MemoryBudget(null));
        var storage = pool.RentNumbers((nuint)length);
        Assert.InRange((long)storage.Capacity, length, Math.Max(64, length + (length / 4) + 1));
    }

    [Fact]
    public void SizesThatNoCallAsksForAnyMoreAreFreed()
    {
        var budget = new MemoryBudget(null);
        using var pool = new StoragePool(budget);
        var tensor = pool.RentTensor();
        Fill(pool, tensor, 1_000_000);
        for (int call = 0; call < 300; call++)
        {
            tensor.Release();
            Fill(pool, tensor, 100);
            pool.EndCall();
        }

        Assert.InRange(budget.Taken, 1, 1000);
    }

    private static void Fill(StoragePool pool, Tensor tensor, int count) =>
        tensor.Set(DataType.Int32, new Shape(count), pool.RentNumbers((nuint)count * sizeof(int)));
}
