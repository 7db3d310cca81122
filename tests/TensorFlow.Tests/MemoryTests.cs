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
