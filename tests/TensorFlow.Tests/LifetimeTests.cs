using System.Runtime.CompilerServices;
using System.Text;
using TypedModels.Engines;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Tests.Support;
using Kind = TypedModels.TensorFlow.Tests.Support.CountingLibrary.Kind;

namespace TypedModels.TensorFlow.Tests;

/// <summary>What is made is freed, once: counted by a stand-in for the library.</summary>
public sealed class LifetimeTests : IDisposable
{
    private const int Calls = 100_000;

    private readonly CountingLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public void AHundredThousandCallsOfOneShapeMakeEachInputOnce()
    {
        using (var session = _library.Open(Model("a", "new")))
        using (var frame = session.CreateFrame(0))
        {
            for (int i = 0; i < Calls; i++)
            {
                Call(frame, 3);
            }

            Assert.Equal(1, _library.Live(Kind.Tensor));
            Assert.Equal(1 + Calls, _library.Made(Kind.Tensor));
            Assert.Equal(1, _library.Live(Kind.Status));
        }

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void InputsOfChangingShapesReplaceEachOther()
    {
        using (var session = _library.Open(Model("a", "new")))
        using (var frame = session.CreateFrame(0))
        {
            for (int i = 0; i < 100; i++)
            {
                Call(frame, i % 7);
                Assert.Equal(1, _library.Live(Kind.Tensor));
            }
        }

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void AnInputThatAVariableHoldsIsLeftToIt()
    {
        using (var session = _library.Open(Model("a", "hold")))
        using (var frame = session.CreateFrame(0))
        {
            frame.Write<float>(0, [1, 2], 2);
            ref byte first = ref frame.Input(0, [2]);
            frame.Run();
            frame.Clear();
            frame.Write<float>(0, [3, 4], 2);

            Assert.False(Unsafe.AreSame(ref first, ref frame.Input(0, [2])));
            Assert.Equal(1f, Unsafe.As<byte, float>(ref first));
            Assert.Equal(1, _library.Live(Kind.Tensor));
        }

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void TextsThatAVariableHeldAreFreedWithTheSession()
    {
        using (var session = _library.Open(Model("text_in", "hold", DataType.String)))
        using (var frame = session.CreateFrame(0))
        {
            for (int i = 0; i < 50; i++)
            {
                frame.WriteTexts(0, [Encoding.UTF8.GetBytes(new string('x', 100 + i))], 1);
                frame.Run();
                frame.Clear();
            }

            Assert.InRange(((TensorFlowSession)session).Part.Native.Held.Count, 1, 2);
            Assert.InRange(_library.Live(Kind.Text), 1, 3);
        }

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void TextsOfOneShapeReuseTheirMemory()
    {
        using (var session = _library.Open(Model("text_in", "new", DataType.String)))
        using (var frame = session.CreateFrame(0))
        {
            for (int i = 0; i < 100; i++)
            {
                frame.WriteTexts(0, [new byte[1000], new byte[i], new byte[22]], 3);
                frame.Run();
                frame.Clear();
            }

            Assert.Equal(2, _library.Made(Kind.Text));
        }

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void AnOutputThatIsTheInputsMemoryIsReadAndFreed()
    {
        using (var session = _library.Open(Model("a", "alias")))
        using (var frame = session.CreateFrame(0))
        {
            for (int i = 0; i < 100; i++)
            {
                frame.Write<float>(0, [i], 1);
                frame.Run();
                Assert.Equal([(float)i], frame.Read<float>(0));
                frame.Clear();
            }

            Assert.Equal(101, _library.Made(Kind.Tensor));
        }

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void AFailedCallLeavesNothing()
    {
        using (var session = _library.Open(Model("a", "new")))
        using (var frame = session.CreateFrame(0))
        {
            for (int i = 0; i < 1000; i++)
            {
                _library.Fail("TF_SessionRun", ModelErrorCode.Internal, "no luck");
                var error = Assert.Throws<ModelRunException>(() => Call(frame, 3));
                Assert.Equal("handmade, signature 'call': no luck", error.Message);
                Call(frame, 3);
            }

            Assert.Equal(1, _library.Live(Kind.Tensor));
        }

        _library.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("TF_GraphImportGraphDef", 0)]
    [InlineData("TF_SetConfig", 0)]
    [InlineData("TF_NewSession", 0)]
    [InlineData("TF_ExtendSession", 0)]
    [InlineData("TF_SessionRun", 0)]
    [InlineData("TF_SessionRun", 1)]
    [InlineData("TF_SessionRun", 2)]
    public void AFailedLoadLeavesNothing(string function, int countdown)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("variables.index"), "");
        File.WriteAllText(folder.File("words.txt"), "");
        var model = Model("a", "new") with
        {
            Restore = new RestoreStep("text_file:0", "restore", folder.File("variables")),
            Initialisers = ["first", "second"],
            Assets = [new AssetFile("text_asset:0", folder.File("words.txt"))],
        };
        for (int i = 0; i < 100; i++)
        {
            _library.Fail(function, ModelErrorCode.Internal, "no luck", countdown);
            var error = Assert.Throws<ModelLoadException>(() => _library.Open(model));
            Assert.Contains("no luck", error.Message, StringComparison.Ordinal);
        }

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void ALoadThatIsCancelledBetweenItsStepsLeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        var model = Model("a", "new") with { Initialisers = ["first"] };

        Assert.Throws<OperationCanceledException>(() => _library.Engine.Open(model, new ModelOptions(), _ => cancellation.Cancel(), cancellation.Token));
        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void ThreeHundredLoadsInTurnLeaveNothing()
    {
        for (int i = 0; i < 300; i++)
        {
            using var session = _library.Open(Model("a", "new"));
            using var frame = session.CreateFrame(0);
            Call(frame, i);
        }

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void WhatNobodyDisposedIsFreedByTheCollector()
    {
        LoadAndForget();
        for (int i = 0; i < 10 && _library.Live(Kind.Session) + _library.Live(Kind.Tensor) > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void DisposingTwiceFreesOnce()
    {
        var session = _library.Open(Model("a", "new"));
        var frame = session.CreateFrame(0);
        Call(frame, 1);
        frame.Dispose();
        frame.Dispose();
        session.Dispose();
        session.Dispose();

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void FramesOfManyThreadsShareNothing()
    {
        using (var session = _library.Open(Model("a", "new")))
        {
            Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
            {
                using var frame = session.CreateFrame(0);
                for (int i = 0; i < 1000; i++)
                {
                    Call(frame, i % 3);
                }
            });
        }

        _library.AssertNothingIsLeft();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LoadAndForget()
    {
        var frame = _library.Open(Model("a", "new")).CreateFrame(0);
        Call(frame, 3);
    }

    private static void Call(CallFrame frame, int length)
    {
        frame.Write<float>(0, new float[length], length);
        frame.Run();
        Assert.Equal([length], frame.OutputShape(0));
        frame.Clear();
    }

    private static EngineModel Model(string input, string output, DataType type = DataType.Float) => new()
    {
        Name = "handmade",
        Source = "/models/handmade",
        GraphDef = Array.Empty<byte>(),
        Signatures = [new EngineSignature("call", [new EngineTensor(input + ":0", type)], [new EngineTensor(output + ":0", DataType.Float)])],
    };
}
