using System.Numerics;
using System.Numerics.Tensors;
using TypedModels.Runtime;
using TypedModels.Runtime.Calls;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

/// <summary>What reaches the engine of arguments that fit.</summary>
public sealed class ArgumentTests
{
    private delegate void Give(ModelCall call);

    [Theory]
    [InlineData(8, new long[] { 2, 4 })]
    [InlineData(4, new long[] { 1, 4 })]
    [InlineData(0, new long[] { 0, 4 })]
    public void AFlatValueTakesTheDeclaredShape(int count, long[] shape)
    {
        float[] values = [.. Enumerable.Range(0, count).Select(value => (float)value)];
        Run(TestContract.Argument("x", DataType.Float, -1, 4), call => call.Input<float>(0, values), frame =>
        {
            Assert.Equal(shape, frame.InputShape(0));
            Assert.Equal(values, frame.Given<float>(0));
        });
    }

    [Fact]
    public void AFlatValueOfUnknownRankIsAVector() =>
        Run(TestContract.AnyRank("x", DataType.Int64), call => call.Input<long>(0, [1, 2, 3]), frame => Assert.Equal([3], frame.InputShape(0)));

    [Fact]
    public void AScalarOfUnknownRankHasNoAxes()
    {
        Run(TestContract.AnyRank("x", DataType.Int64), call => call.Input(0, TensorInput.Scalar(7L)), frame =>
        {
            Assert.Empty(frame.InputShape(0));
            Assert.Equal([7], frame.Given<long>(0));
        });
        Run(TestContract.AnyRank("x", DataType.String), call => call.Input(0, TextTensorInput.Scalar("a")), frame =>
        {
            Assert.Empty(frame.InputShape(0));
            Assert.Equal(["a"], frame.GivenTexts(0));
        });
    }

    [Fact]
    public void ASliceIsFedItsOwnElements()
    {
        var tensor = Tensor.Create<float>([1, 2, 3, 4, 5, 6], [2, 3]);
        Run(TestContract.Argument("x", DataType.Float, -1, -1), call => call.Input<float>(0, tensor.Slice([0..2, 1..3])), frame =>
        {
            Assert.Equal([2, 2], frame.InputShape(0));
            Assert.Equal([2, 3, 5, 6], frame.Given<float>(0));
        });
    }

    [Fact]
    public void TenAxesArePossible() =>
        Run(
            TestContract.Argument("x", DataType.Float, 1, 1, 2, 1, 1, 1, 1, 1, 1, -1),
            call => call.Input<float>(0, Tensor.Create<float>([1, 2], [1, 1, 2, 1, 1, 1, 1, 1, 1, 1])),
            frame => Assert.Equal([1, 1, 2, 1, 1, 1, 1, 1, 1, 1], frame.InputShape(0)));

    [Fact]
    public void NaNAndInfinitiesPass()
    {
        float[] values = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f];
        Run(TestContract.Argument("x", DataType.Float, -1), call => call.Input<float>(0, values), frame => Assert.Equal(values, frame.Given<float>(0)));
    }

    [Fact]
    public void EveryElementTypeIsCarried()
    {
        Carries(DataType.Float, 1.5f);
        Carries(DataType.Double, 1.5);
        Carries(DataType.Half, (Half)1.5);
        Carries(DataType.BFloat16, (BFloat16)1.5f);
        Carries(DataType.Int8, (sbyte)-3);
        Carries(DataType.Int16, (short)-3);
        Carries(DataType.Int32, -3);
        Carries(DataType.Int64, -3L);
        Carries(DataType.UInt8, (byte)3);
        Carries(DataType.UInt16, (ushort)3);
        Carries(DataType.UInt32, 3u);
        Carries(DataType.UInt64, 3ul);
        Carries(DataType.Bool, true);
        Carries(DataType.Complex64, new Complex64(1, 2));
        Carries(DataType.Complex128, new Complex(1, 2));
        Carries(DataType.QInt8, (sbyte)3);
        Carries(DataType.QUInt8, (byte)3);
        Carries(DataType.QInt16, (short)3);
        Carries(DataType.QUInt16, (ushort)3);
        Carries(DataType.QInt32, 3);
    }

    [Fact]
    public void TextsOfEveryLengthReachTheModelAsUtf8()
    {
        string[] words = ["", "ß😀", new('ä', 170), new('ä', 171), new('z', 100_000), "\0"];
        Run(TestContract.Argument("x", DataType.String, -1), call => call.Input(0, (TextTensorInput)words), frame => Assert.Equal(words, frame.GivenTexts(0)));
    }

    [Fact]
    public void ASparseTensorIsThreeTensors() =>
        Run(TestContract.Sparse("x", DataType.Float, -1, 4), call => call.Input(0, new SparseInput<float>([0, 1, 2, 3], [5, 6], [3, 4])), frame =>
        {
            Assert.Equal([5, 6], frame.Given<float>(0));
            Assert.Equal([2, 2], frame.InputShape(1));
            Assert.Equal([0, 1, 2, 3], frame.Given<long>(1));
            Assert.Equal([3, 4], frame.Given<long>(2));
        });

    [Theory]
    [InlineData(DataType.Int32)]
    [InlineData(DataType.Int64)]
    public void ARaggedTensorIsItsValuesAndSplits(DataType splits) =>
        Run(TestContract.Ragged("x", DataType.String, 1, splits, -1, -1), call => call.Input<TensorString>(0, new TensorString[][] { ["a", "b"], [], ["c"] }), frame =>
        {
            Assert.Equal(["a", "b", "c"], frame.GivenTexts(0));
            Assert.Equal([0, 2, 2, 3], splits == DataType.Int32 ? Array.ConvertAll(frame.Given<int>(1), value => (long)value) : frame.Given<long>(1));
        });

    [Fact]
    public void WhatIsLeftOutIsFedItsDefault()
    {
        var (model, engine) = ScriptedSession.Load(
            [TestContract.Argument("x", DataType.Float, 2), TestContract.Argument("k", DataType.Int32), TestContract.Argument("s", DataType.String), TestContract.Argument("w", DataType.String, -1)], [],
            defaults: [Numbers([2], 1.5f, 2.5f), Numbers([], 7), new FixedTensor([], new byte[][] { [0x61] }), new FixedTensor([2], new byte[][] { [], [0x62] })]);
        using (model)
        {
            engine.OnRun = (frame, _) =>
            {
                Assert.Equal([1.5f, 2.5f], frame.Given<float>(0));
                Assert.Equal([7], frame.Given<int>(1));
                Assert.Equal(["a"], frame.GivenTexts(2));
                Assert.Equal(["", "b"], frame.GivenTexts(3));
            };
            using var call = model.Begin(0);
            call.Input<float>(0, default(TensorInput<float>));
            call.Input(1, (int?)null);
            call.Input(2, default(TextInput));
            call.Input(3, default(TextTensorInput));
            call.Run();
        }
    }

    [Fact]
    public void WhatIsGivenReplacesTheDefault()
    {
        var (model, engine) = ScriptedSession.Load([TestContract.Argument("k", DataType.Int32)], [], defaults: [Numbers([], 7)]);
        using (model)
        {
            engine.OnRun = (frame, _) => Assert.Equal([8], frame.Given<int>(0));
            using var call = model.Begin(0);
            call.Input(0, (int?)8);
            call.Run();
        }
    }

    [Fact]
    public void ANullIsNoWayToAskForTheDefault()
    {
        var (model, _) = ScriptedSession.Load([TestContract.Argument("x", DataType.Float, 2)], [], defaults: [Numbers([2], 1f, 2f)]);
        using (model)
        {
            Assert.Throws<TensorArgumentException>(() =>
            {
                using var call = model.Begin(0);
                call.Input<float>(0, (float[])null!);
            });
        }
    }

    [Fact]
    public void ACallWithInputsLeftOutSaysThatTheCodeIsOld()
    {
        var (model, _) = ScriptedSession.LoadEcho();
        using (model)
        {
            var error = Assert.Throws<InvalidOperationException>(() =>
            {
                using var call = model.Begin(0, method: "EmbedCrops");
                call.Run();
            });
            Assert.Equal("FaceEmbedder.EmbedCrops: 0 of 1 inputs were given. The generated code does not fit this version of TypedModels: rebuild the project.", error.Message);
        }
    }

    [Fact]
    public void SlotsAreRefusedWhatTheyHaveNoRoomFor()
    {
        var (model, _) = ScriptedSession.LoadEcho();
        using (model)
        {
            Assert.Throws<ArgumentException>(() => model.Call(0, []));
            Assert.Throws<ArgumentException>(() => model.Call(0, [Numbers([1], 1f), Numbers([1], 1f)]));
            Assert.Throws<ArgumentException>(() => model.Call(0, [Numbers([2], 1.0, 2.0)]));
            Assert.Throws<ArgumentException>(() => model.Call(0, [new FixedTensor([1], new byte[][] { [1] })]));
            Assert.Throws<ArgumentException>(() => model.Call(0, [new FixedTensor([1L << 40, 1L << 40], new byte[4])]));
            Assert.Equal([2], Assert.Single(model.Call(0, [Numbers([2], 1f, 2f)])).Shape.ToArray());
        }
    }

    private static FixedTensor Numbers<T>(long[] shape, params ReadOnlySpan<T> values)
        where T : unmanaged => new(shape, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray());

    private static void Carries<T>(DataType type, T value)
        where T : unmanaged
    {
        var (model, _) = ScriptedSession.Load([TestContract.Argument("x", type)], [TestContract.Argument("y", type)]);
        using (model)
        {
            using var call = model.Begin(0);
            call.Input(0, value);
            call.Run();
            Assert.Equal(value, call.Results.Scalar<T>(0));
        }

        Run(TestContract.Argument("x", type, -1), call => call.Input<T>(0, [value, value]), frame => Assert.Equal([value, value], frame.Given<T>(0)));
    }

    private static void Run(ArgumentContract input, Give give, Action<ScriptedFrame> check)
    {
        var (model, engine) = ScriptedSession.Load([input], []);
        using (model)
        {
            int runs = 0;
            engine.OnRun = (frame, _) =>
            {
                runs++;
                check(frame);
            };
            using var call = model.Begin(0);
            give(call);
            call.Run();
            Assert.Equal(1, runs);
        }
    }
}
