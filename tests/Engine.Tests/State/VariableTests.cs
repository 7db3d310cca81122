using System.Runtime.CompilerServices;
using TypedModels.Engine.Kernels.State.Restoring;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
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
        var weight = SharedWeights.Find(first, entry, shape);
        var again = SharedWeights.Find(second, second.Find(entry.Key)!, shape);

        Assert.True(weight.Pointer == again.Pointer);
        Assert.True(weight.IsShared);
        GC.KeepAlive(weight);
    }

    [Fact]
    public void WeightsLiveAsLongAsTheModelsThatHoldThem()
    {
        var weight = LoadAndForget(Path.Combine(ModelFolders.Models, "digits"));
        Collect();
        Assert.False(weight.TryGetTarget(out _));
    }

    [Fact]
    public void AFileThatChangedIsReadAgain()
    {
        var folder = Directory.CreateTempSubdirectory("typedmodels-");
        try
        {
            foreach (string file in Directory.GetFiles(Path.Combine(ModelFolders.Models, "iris", "variables")))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            using var checkpoint = Checkpoint.Open(Path.Combine(folder.FullName, "variables"));
            var entry = checkpoint.Keys.Select(key => checkpoint.Find(key)!).First(found => found.DataType == DataType.Float && found.ElementCount > 1);
            var shape = Shape.From(entry.Shape.Dimensions.AsSpan());
            var before = SharedWeights.Find(checkpoint, entry, shape);
            File.SetLastWriteTimeUtc(checkpoint.FileOf(entry), DateTime.UtcNow.AddHours(1));
            var after = SharedWeights.Find(checkpoint, entry, shape);

            Assert.NotSame(before.SharedStorage, after.SharedStorage);
            Assert.Equal(before.Bytes, after.Bytes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Not inlined, as the next: nothing of them may stay on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Storage> LoadAndForget(string folder)
    {
        var model = ModelFolders.Read(folder);
        using var session = Open(model);
        var weight = FindWeight(model.Restore!.Prefix);
        Collect();
        Assert.True(weight.TryGetTarget(out _));
        return weight;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Storage> FindWeight(string prefix)
    {
        using var checkpoint = Checkpoint.Open(prefix);
        var entry = checkpoint.Keys.Select(key => checkpoint.Find(key)!).First(found => found.DataType == DataType.Float && found.Shape.Rank == 4);
        return new WeakReference<Storage>(SharedWeights.Find(checkpoint, entry, Shape.From(entry.Shape.Dimensions.AsSpan())).SharedStorage);
    }

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
