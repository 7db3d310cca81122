using System.Runtime.CompilerServices;
using TypedModels.Engines;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

/// <summary>What the whole process takes; nothing else runs meanwhile.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
{
    [Fact]
    public void ARepeatedCallAllocatesNothingManaged()
    {
        const int Calls = 10_000;

        using var session = RealLibrary.Open(GraphBuilder.Add());
        using var frame = session.CreateFrame(0);
        Call(frame, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Call(frame, Calls);

        // The runtime itself allocates now and then, for instance while it compiles a method again.
        Assert.Equal(0, (GC.GetAllocatedBytesForCurrentThread() - before) / Calls);

        static void Call(CallFrame frame, int times)
        {
            ReadOnlySpan<long> shape = [3];
            for (int i = 0; i < times; i++)
            {
                Unsafe.As<byte, float>(ref frame.Input(0, shape)) = i;
                Unsafe.As<byte, float>(ref frame.Input(1, shape)) = i;
                frame.Run();
                _ = frame.OutputShape(0)[0] + frame.Output(0);
                frame.Clear();
            }
        }
    }

    [Fact]
    public void HundredsOfThousandsOfCallsDoNotGrowTheProcess()
    {
        using var session = RealLibrary.Open(new GraphBuilder().Placeholder("x", DataType.String).Identity("y", "x", DataType.String).Model([new("x:0", DataType.String)], [new("y:0", DataType.String)]));
        using var frame = session.CreateFrame(0);
        byte[][] texts = [new byte[1000], new byte[10]];
        AssertFlat(50_000, () =>
        {
            frame.WriteTexts(0, texts, 2);
            frame.Run();
            frame.Clear();
        });
    }

    [Fact]
    public void LoadsThatFailDoNotGrowTheProcess()
    {
        var model = ModelFolders.Read("refused/flipped_bit");
        AssertFlat(20, () => Assert.Throws<ModelLoadException>(() => RealLibrary.Open(model)));
    }

    [Fact]
    public void TwentyInstancesOfAModelHoldItsWeightsOnce()
    {
        const long Length = 50 * 250_000;

        var model = SumModels.Of(isResource: true, Length, "w");
        var loaded = model with { Values = SumModels.Values(model, 1) };
        using var first = RealLibrary.Open(loaded);
        long before = ProcessMemory.PrivateBytes();
        var others = Enumerable.Range(0, 20).Select(_ => RealLibrary.Open(loaded)).ToList();
        long grown = ProcessMemory.PrivateBytes() - before;
        others.ForEach(session => session.Dispose());

        Assert.True(grown < 10 << 20, $"20 instances took {grown >> 10} KiB");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RestoresOfAlternatingSubsetsDoNotGrowTheProcess(bool isResource)
    {
        string[] names = [.. Enumerable.Range(0, 8).Select(i => $"w{i}")];
        var model = SumModels.Of(isResource, 100_000, names);
        using var session = RealLibrary.Open(model with { Values = SumModels.Values(model, 0) });
        int i = 0;
        AssertFlat(25, () =>
        {
            int subset = ++i;
            SumModels.Restore(session, SumModels.Values(model, i, [.. names.Where((_, position) => position == subset % 8 || ((subset >> position) & 1) == 1)]));
        });
        Assert.Equal(i, SumModels.Read(session, [.. model.Variables]).Max());
    }

    [Fact]
    public void DecodersThatComeAndGoDoNotGrowTheProcess()
    {
        var model = SumModels.Of(isResource: true, 1_000_000, "v", "w");
        using var owner = RealLibrary.Open(model with { Values = SumModels.Values(model, 1) });
        var decoder = model with { Values = SumModels.Values(model, 2, "w") };
        AssertFlat(6, () =>
        {
            using var sharer = owner.OpenSharing(decoder, [new SharedVariable("v", "v")], new ModelOptions(), _ => { }, CancellationToken.None);
            Assert.Equal([1, 2], SumModels.Call(sharer, 2));
        });
    }

    /// <summary>
    /// Memory in the last third of the rounds is at most 2 % above that in the middle third. Medians, since the heaps of the runtime and of TensorFlow grow in steps of their own; what is
    /// lost at each time grows in every round.
    /// </summary>
    private static void AssertFlat(int timesPerRound, Action action)
    {
        const int Third = 3;
        var rounds = new long[3 * Third];
        for (int round = 0; round < rounds.Length; round++)
        {
            for (int i = 0; i < timesPerRound; i++)
            {
                action();
            }

            rounds[round] = ProcessMemory.PrivateBytes();
        }

        long middle = Median(rounds[Third..(2 * Third)]), last = Median(rounds[(2 * Third)..]);
        Assert.True(last <= middle * 1.02, $"the process grew: {string.Join(", ", rounds.Select(bytes => bytes >> 10))} KiB");
    }

    private static long Median(long[] values) => values.Order().ElementAt(values.Length / 2);
}
