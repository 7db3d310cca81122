using System.Runtime.CompilerServices;
using TypedModels.Engines;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class FrameTests
{
    public static TheoryData<DataType> FixedSizeTypes =>
        [.. Enum.GetValues<DataType>().Where(type => type is >= DataType.Float and <= DataType.UInt64 and not DataType.String and not DataType.Resource and not DataType.Variant)];

    [Fact]
    public void ACallAddsTwoVectors()
    {
        using var session = RealLibrary.Open(GraphBuilder.Add());
        using var frame = session.CreateFrame(0);
        for (int i = 0; i < 3; i++)
        {
            frame.Write<float>(0, [1, 2, 3], 3);
            frame.Write<float>(1, [10, 20, 30 + i], 3);
            frame.Run();

            Assert.Equal([3], frame.OutputShape(0));
            Assert.Equal([11f, 22f, 33f + i], frame.Read<float>(0));
            frame.Clear();
        }
    }

    [Theory]
    [MemberData(nameof(FixedSizeTypes))]
    public void ElementsOfEveryTypePassUnchanged(DataType type)
    {
        using var session = RealLibrary.Open(Identity(type));
        using var frame = session.CreateFrame(0);
        byte[] bytes = [.. Enumerable.Range(0, 6 * DataTypes.SizeOf(type)).Select(i => (byte)(type == DataType.Bool ? i & 1 : 37 * i))];
        frame.Write<byte>(0, bytes, 2, 3);
        frame.Run();

        Assert.Equal([2, 3], frame.OutputShape(0));
        Assert.Equal(bytes, frame.ReadBytes(0, bytes.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(254)]
    public void TensorsOfAnyRankPassUnchanged(int rank)
    {
        using var session = RealLibrary.Open(Identity(DataType.Int64));
        using var frame = session.CreateFrame(0);
        long[] shape = [.. Enumerable.Repeat(1L, rank).Select((one, axis) => axis < 3 ? 2 : one)];
        long[] values = [.. Enumerable.Range(0, 1 << Math.Min(rank, 3)).Select(i => (long)i)];
        frame.Write<long>(0, values, shape);
        frame.Run();

        Assert.Equal(shape, frame.OutputShape(0));
        Assert.Equal(values, frame.Read<long>(0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0, 3)]
    [InlineData(3, 0, 2)]
    public void TensorsWithoutElementsKeepTheirShape(params int[] shape)
    {
        using var session = RealLibrary.Open(Identity(DataType.Float));
        using var frame = session.CreateFrame(0);
        long[] dimensions = [.. shape.Select(dimension => (long)dimension)];
        frame.Input(0, dimensions);
        frame.Run();

        Assert.Equal(dimensions, frame.OutputShape(0));
        Assert.Empty(frame.Read<float>(0));
    }

    [Fact]
    public void ShapesThatNoMemoryHoldsAreRefusedBeforeTensorFlowSeesThem()
    {
        using var session = RealLibrary.Open(Identity(DataType.Float));
        using var frame = session.CreateFrame(0);

        Assert.Throws<ArgumentOutOfRangeException>(() => frame.Input(0, [-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => frame.Input(0, new long[255]));
        Assert.Throws<OverflowException>(() => frame.Input(0, [1L << 40, 1L << 40]));
        Assert.Throws<OverflowException>(() => frame.Input(0, [0, 1L << 40, 1L << 40]));
        Assert.Equal(ModelErrorCode.ResourceExhausted, Assert.Throws<ModelRunException>(() => frame.Input(0, [1L << 58])).Code);
        frame.Write<float>(0, [1], 1);
        frame.Run();
        Assert.Equal([1f], frame.Read<float>(0));
    }

    [Fact]
    public void AnInputThatWasNotWrittenIsNotFed()
    {
        using var session = RealLibrary.Open(GraphBuilder.Add());
        using var frame = session.CreateFrame(0);
        frame.Write<float>(0, [1], 1);

        Assert.Throws<InvalidOperationException>(() => frame.Run());
    }

    [Fact]
    public void AnOutputIsNotReadBeforeARunNorAfterItWasCleared()
    {
        using var session = RealLibrary.Open(Identity(DataType.Float));
        using var frame = session.CreateFrame(0);
        Assert.Throws<InvalidOperationException>(() => frame.OutputShape(0).Length);
        frame.Write<float>(0, [1], 1);
        frame.Run();
        frame.Clear();
        Assert.Throws<InvalidOperationException>(() => frame.OutputShape(0).Length);
    }

    [Fact]
    public void ADisposedFrameRefusesToWork()
    {
        using var session = RealLibrary.Open(Identity(DataType.Float));
        var frame = session.CreateFrame(0);
        frame.Write<float>(0, [1], 1);
        frame.Dispose();

        Assert.Throws<ObjectDisposedException>(() => frame.Run());
        Assert.Throws<ObjectDisposedException>(() => frame.Input(0, [1]));
        Assert.Throws<ObjectDisposedException>(() => frame.OutputShape(0).Length);
        frame.Clear();
    }

    [Fact]
    public void InputMemoryIsAlignedAndStaysWhileTheShapeDoes()
    {
        using var session = RealLibrary.Open(GraphBuilder.Add());
        using var frame = session.CreateFrame(0);
        ref byte first = ref frame.Input(0, [5]);

        Assert.Equal(0, Address(ref first) % 64);
        Assert.True(Unsafe.AreSame(ref first, ref frame.Input(0, [5])));
        Assert.Equal(0, Address(ref frame.Input(0, [7])) % 64);
    }

    [Fact]
    public void AnInputThatIsAlsoAnOutputComesBack()
    {
        var model = GraphBuilder.Add() with
        {
            Signatures = [new EngineSignature("call", [new("a:0", DataType.Float), new("b:0", DataType.Float)], [new("b", DataType.Float), new("sum:0", DataType.Float), new("sum", DataType.Float)])],
        };
        using var session = RealLibrary.Open(model);
        using var frame = session.CreateFrame(0);
        frame.Write<float>(0, [1, 2], 2);
        frame.Write<float>(1, [3, 4], 2);
        frame.Run();

        Assert.Equal([2], frame.OutputShape(0));
        Assert.Equal([3f, 4f], frame.Read<float>(0));
        Assert.Equal([4f, 6f], frame.Read<float>(1));
        Assert.Equal([4f, 6f], frame.Read<float>(2));
    }

    [Fact]
    public void ASignatureThatOnlyHandsItsInputsBackRuns()
    {
        var model = new GraphBuilder().Placeholder("x", DataType.Float).Placeholder("t", DataType.String)
            .Model([new("x:0", DataType.Float), new("t:0", DataType.String)], [new("t:0", DataType.String), new("x:0", DataType.Float)]);
        using var session = RealLibrary.Open(model);
        using var frame = session.CreateFrame(0);
        frame.Write<float>(0, [5]);
        frame.WriteTexts(1, ["a text that is longer than 22 bytes"u8.ToArray(), []], 2);
        frame.Run();

        Assert.Empty(frame.OutputShape(1).ToArray());
        Assert.Equal([5f], frame.Read<float>(1));
        Assert.Equal(["a text that is longer than 22 bytes"u8.ToArray(), []], frame.ReadTexts(0));
    }

    [Fact]
    public void AnOutputThatSharesTheInputsMemoryKeepsItsValuesUntilItIsCleared()
    {
        using var session = RealLibrary.Open(Identity(DataType.Float));
        using var frame = session.CreateFrame(0);
        for (int i = 0; i < 3; i++)
        {
            frame.Write<float>(0, [i, i + 1], 2);
            frame.Run();
            Assert.Equal([(float)i, i + 1], frame.Read<float>(0));
            frame.Clear();
        }
    }

    [Fact]
    public void AVariableKeepsTheValueThatItWasGiven()
    {
        using var session = RealLibrary.Open(Variable(DataType.Float));
        using var assign = session.CreateFrame(0);
        using var read = session.CreateFrame(1);
        assign.Write<float>(0, [1, 2], 2);
        assign.Run();
        assign.Clear();
        assign.Write<float>(0, [3, 4], 2);
        read.Run();

        Assert.Equal([1f, 2f], read.Read<float>(0));
    }

    [Fact]
    public void ATextVariableKeepsTheValueThatItWasGiven()
    {
        byte[] first = "the first text, longer than a small one"u8.ToArray();
        using var session = RealLibrary.Open(Variable(DataType.String));
        using var assign = session.CreateFrame(0);
        using var read = session.CreateFrame(1);
        assign.WriteTexts(0, [first], 1);
        assign.Run();
        assign.Clear();
        assign.WriteTexts(0, ["another"u8.ToArray()], 1);
        read.Run();

        Assert.Equal([first], read.ReadTexts(0));
    }

    [Fact]
    public void EachSessionHasVariablesOfItsOwn()
    {
        using var one = RealLibrary.Open(Variable(DataType.Float));
        using var other = RealLibrary.Open(Variable(DataType.Float));
        Assert.Equal(1f, AssignAndRead(one, 1));
        Assert.Equal(2f, AssignAndRead(other, 2));
        using var read = one.CreateFrame(1);
        read.Run();
        Assert.Equal([1f], read.Read<float>(0));

        static float AssignAndRead(EngineSession session, float value)
        {
            using var assign = session.CreateFrame(0);
            assign.Write<float>(0, [value], 1);
            assign.Run();
            using var read = session.CreateFrame(1);
            read.Run();
            return read.Read<float>(0)[0];
        }
    }

    private static unsafe long Address(ref byte memory) => (long)Unsafe.AsPointer(ref memory);

    private static EngineModel Identity(DataType type) =>
        new GraphBuilder().Placeholder("x", type).Identity("y", "x", type).Model([new("x:0", type)], [new("y:0", type)]);

    private static EngineModel Variable(DataType type) =>
        new GraphBuilder()
            .Placeholder("x", type)
            .Node("variable", "VarHandleOp", [], ("dtype", GraphBuilder.Type(type)), ("shape", GraphBuilder.UnknownShape()))
            .Node("assign", "AssignVariableOp", ["variable", "x"], ("dtype", GraphBuilder.Type(type)))
            .Node("assigned", "ReadVariableOp", ["variable", "^assign"], ("dtype", GraphBuilder.Type(type)))
            .Node("read", "ReadVariableOp", ["variable"], ("dtype", GraphBuilder.Type(type)))
            .Model([], []) with
        {
            Signatures = [new("assign", [new("x:0", type)], [new("assigned:0", type)]), new("read", [], [new("read:0", type)])],
        };
}
