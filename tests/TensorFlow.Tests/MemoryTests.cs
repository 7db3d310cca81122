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
    public void AHundredThousandCallsDoNotGrowTheProcess()
    {
        using var session = RealLibrary.Open(new GraphBuilder().Placeholder("x", DataType.String).Identity("y", "x", DataType.String).Model([new("x:0", DataType.String)], [new("y:0", DataType.String)]));
        using var frame = session.CreateFrame(0);
        byte[][] texts = [new byte[1000], new byte[10]];
        Call(100_000);
        long before = ProcessMemory.PrivateBytes();
        Call(100_000);

        Assert.InRange(ProcessMemory.PrivateBytes() - before, long.MinValue, 4 << 20);

        void Call(int times)
        {
            for (int i = 0; i < times; i++)
            {
                frame.WriteTexts(0, texts, 2);
                frame.Run();
                frame.Clear();
            }
        }
    }

    [Fact]
    public void LoadsThatFailDoNotGrowTheProcess()
    {
        var model = ModelFolders.Read("refused/flipped_bit");
        Load(model, 30);
        long before = ProcessMemory.PrivateBytes();
        Load(model, 90);

        Assert.InRange(ProcessMemory.PrivateBytes() - before, long.MinValue, 8 << 20);

        static void Load(EngineModel model, int times)
        {
            for (int i = 0; i < times; i++)
            {
                Assert.Throws<ModelLoadException>(() => RealLibrary.Open(model));
            }
        }
    }
}
