using System.Runtime.CompilerServices;
using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Kernels.State.Restoring;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Engine.Tests.State;

public sealed class VariableTests
{
    private static readonly string s_counter = Path.Combine(ModelFolders.Models, "counter");

    [Fact]
    public void ThreadsThatCountTogetherLoseNothing()
    {
        var model = ModelFolders.Read(s_counter);
        int increment = Signature(model);
        using var session = Open(model);
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ => Increment(session, model, increment));

        Assert.Equal(401, Number(Increment(session, model, increment)));
    }

    [Fact]
    public void EachLoadCountsForItself()
    {
        var model = ModelFolders.Read(s_counter);
        int increment = Signature(model);
        using var one = Open(model);
        using var other = Open(model);
        Increment(one, model, increment);
        Increment(one, model, increment);

        Assert.Equal(1, Number(Increment(other, model, increment)));
        Assert.Equal(3, Number(Increment(one, model, increment)));
    }

    [Fact]
    public unsafe void WeightsAreInMemoryOnceHoweverOftenTheyAreLoaded()
    {
        string prefix = Path.Combine(ModelFolders.Models, "digits", "variables", "variables");
        using var first = Checkpoint.Open(prefix);
        using var second = Checkpoint.Open(prefix);
        var entry = first.Keys.Select(key => first.Find(key)!).First(found => found.DataType == DataType.Float && found.Shape.Rank == 4);
        var shape = Shape.From(entry.Shape.Dimensions.AsSpan());
        var weight = SharedWeights.Find(first, entry, shape, budget: null);
        var again = SharedWeights.Find(second, second.Find(entry.Key)!, shape, budget: null);

        Assert.True(weight.Pointer == again.Pointer);
        Assert.True(weight.IsShared);
        GC.KeepAlive(weight);
    }

    [Fact]
    public void WeightsGoWithTheLastThatHoldsThem()
    {
        var block = HoldAndLetGo();
        Collect();
        Assert.True(block.IsFree);
    }

    [Fact]
    public void AFileThatChangedIsReadAgain()
    {
        using var copy = new CheckpointCopy("iris");
        using var checkpoint = Checkpoint.Open(copy.Prefix);
        var entry = FirstWeight(checkpoint);
        var shape = Shape.From(entry.Shape.Dimensions.AsSpan());
        var before = SharedWeights.Find(checkpoint, entry, shape, budget: null);
        copy.Damage();

        Assert.Throws<ModelFormatException>(() => SharedWeights.Find(checkpoint, entry, shape, budget: null));
        GC.KeepAlive(before);
    }

    [Fact]
    public void AValueThatWasLetGoOfIsReadAgain()
    {
        using var copy = new CheckpointCopy("iris");
        var (variable, bytes) = Restored(copy.Prefix);
        variable.LetGo();

        Assert.Null(variable.Value);
        Assert.True(variable.HasValue);
        Assert.Equal(bytes, variable.Read().Bytes.ToArray());
    }

    [Fact]
    public void AValueThatNoFileHoldsIsKept()
    {
        var variable = new Variable("v", DataType.Int32) { Value = Tensor.CreateShared<int>(DataType.Int32, new Shape(2), [1, 2]) };
        variable.LetGo();

        Assert.NotNull(variable.Value);
    }

    [Fact]
    public void AValueWhoseFileIsGoneIsRefused()
    {
        using var copy = new CheckpointCopy("iris");
        var (variable, _) = Restored(copy.Prefix);
        variable.LetGo();
        Collect();
        copy.Delete();

        var refused = Assert.Throws<OperationException>(variable.Read);
        Assert.Equal(ModelErrorCode.FailedPrecondition, refused.Code);
        Assert.Contains("load the model again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AValueWhoseBytesChangedIsRefused()
    {
        using var copy = new CheckpointCopy("iris");
        var (variable, _) = Restored(copy.Prefix);
        variable.LetGo();
        copy.Damage();

        Assert.Equal(ModelErrorCode.FailedPrecondition, Assert.Throws<OperationException>(variable.Read).Code);
    }

    [Fact]
    public void AValueWhoseNameStandsForAnotherIsRefused()
    {
        using var copy = new CheckpointCopy("iris");
        var (variable, _) = Restored(copy.Prefix);
        variable.LetGo();
        copy.Replace("digits");

        Assert.Equal(ModelErrorCode.FailedPrecondition, Assert.Throws<OperationException>(variable.Read).Code);
    }

    [Fact]
    public void AWriteTakesThePlaceOfAValueThatWasLetGoOf()
    {
        using var copy = new CheckpointCopy("iris");
        var (variable, _) = Restored(copy.Prefix);
        variable.LetGo();
        variable.Value = Tensor.CreateShared<float>(DataType.Float, Shape.Scalar, [5]);

        Assert.Equal(5, variable.Read().Scalar<float>());
    }

    // Not inlined: nothing of it may stay on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MemoryBlock HoldAndLetGo()
    {
        using var copy = new CheckpointCopy("digits");
        using var checkpoint = Checkpoint.Open(copy.Prefix);
        var entry = FirstWeight(checkpoint);
        var weight = SharedWeights.Find(checkpoint, entry, Shape.From(entry.Shape.Dimensions.AsSpan()), budget: null);
        Collect();
        Assert.False(weight.SharedStorage.Shared!.Block.IsFree);
        return weight.SharedStorage.Shared!.Block;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Variable Variable, byte[] Bytes) Restored(string prefix)
    {
        using var checkpoint = Checkpoint.Open(prefix);
        var entry = FirstWeight(checkpoint);
        var value = SharedWeights.Find(checkpoint, entry, Shape.From(entry.Shape.Dimensions.AsSpan()), budget: null);
        return (new Variable(entry.Key, entry.DataType) { Value = value }, value.Bytes.ToArray());
    }

    private static CheckpointEntry FirstWeight(Checkpoint checkpoint) =>
        checkpoint.Keys.Select(key => checkpoint.Find(key)!).First(found => found.DataType == DataType.Float && found.ElementCount > 1);

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static EngineSession Open(EngineModel model) => new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);

    private static int Signature(EngineModel model) => model.Signatures.Select((signature, index) => (signature.Key, index)).Single(found => found.Key == "increment").index;

    private static RawTensor Increment(EngineSession session, EngineModel model, int signature) =>
        RawTensor.Call(session, model, signature, default, [.. model.Signatures[signature].Inputs.Select(input => One(input.DataType))])[0];

    private static RawTensor One(DataType type) => type switch
    {
        DataType.Float => RawTensor.Of([], 1f),
        DataType.Int32 => RawTensor.Of([], 1),
        _ => RawTensor.Of([], 1L),
    };

    private static double Number(RawTensor tensor) => tensor.Bytes.Length == sizeof(float) ? tensor.As<float>()[0] : tensor.As<long>()[0];
}
