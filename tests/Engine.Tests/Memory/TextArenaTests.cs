using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Tests.Memory;

public class TextArenaTests
{
    [Fact]
    public void TextsAreGivenBackWithTheCall()
    {
        var budget = new MemoryBudget(null);
        using (var arena = new TextArena(budget))
        {
            for (int i = 0; i < 100; i++)
            {
                _ = arena.Rent(1000);
            }

            _ = arena.Rent(1_000_000);
            Assert.InRange(budget.Taken, 1_100_000, 1_200_000);
            arena.Clear();
            Assert.InRange(budget.Taken, 100_000, 200_000);
        }

        Assert.Equal(0, budget.Taken);
    }

    [Fact]
    public void TheLimitOfMemoryHoldsForTexts()
    {
        using var arena = new TextArena(new MemoryBudget(1_000_000));
        _ = arena.Rent(900_000);
        Assert.Equal(ModelErrorCode.ResourceExhausted, Assert.Throws<OperationException>(() => arena.Rent(200_000)).Code);
    }

    [Fact]
    public void TheLimitOfMemoryHoldsForTensorsOfTexts()
    {
        using var pool = new StoragePool(new MemoryBudget(1_000_000));
        var storage = pool.RentTexts(10_000);
        pool.Return(storage);
        _ = pool.RentTexts(10_000);
        Assert.Equal(ModelErrorCode.ResourceExhausted, Assert.Throws<OperationException>(() => pool.RentTexts(100_000)).Code);
    }
}
