using System.Runtime.CompilerServices;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Tests.Memory;

public sealed unsafe class SharedMemoryTests
{
    [Fact]
    public void EveryHolderPaysAndGetsItBack()
    {
        MemoryBudget first = new(null), second = new(null);
        Hold(first, second);
        Collect();

        Assert.Equal(0, first.Taken);
        Assert.Equal(0, second.Taken);
    }

    [Fact]
    public void TheLimitHoldsForMemoryThatIsThereAlready()
    {
        byte[] content = Content(50_000);
        var held = Tensor.CreateConstant<byte>(DataType.UInt8, new Shape(50_000), content, budget: null);
        var budget = new MemoryBudget(40_000);

        Assert.Throws<OperationException>(() => SharedMemory.TryHold(held.SharedStorage.Shared!.Block, budget, source: null));
        Assert.Throws<OperationException>(() => Tensor.CreateConstant<byte>(DataType.UInt8, new Shape(50_000), content, budget));
        Assert.Equal(0, budget.Taken);
    }

    [Fact]
    public void VariablesThatAreWrittenDoNotLookForEqualOnes()
    {
        byte[] content = Content(50_000);
        Tensor one = Tensor.CreateShared<byte>(DataType.UInt8, new Shape(50_000), content), other = Tensor.CreateShared<byte>(DataType.UInt8, new Shape(50_000), content);

        Assert.True(one.Pointer != other.Pointer);
    }

    // Not inlined: nothing of it may stay on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Hold(MemoryBudget first, MemoryBudget second)
    {
        byte[] content = Content(50_000);
        var one = Tensor.CreateConstant<byte>(DataType.UInt8, new Shape(50_000), content, first);
        var other = Tensor.CreateConstant<byte>(DataType.UInt8, new Shape(50_000), content, second);

        Assert.True(one.Pointer == other.Pointer);
        Assert.Equal(50_000, first.Taken);
        Assert.Equal(50_000, second.Taken);
        GC.KeepAlive(one);
        GC.KeepAlive(other);
    }

    private static byte[] Content(int length)
    {
        byte[] content = new byte[length];
        Random.Shared.NextBytes(content);
        return content;
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
