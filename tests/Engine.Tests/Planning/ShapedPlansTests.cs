using System.Runtime.InteropServices;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Engines.Profiling;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Planning;

public sealed class ShapedPlansTests
{
    private static StepPlan Nothing { get; } = new()
    {
        Steps = [], ArgumentShapes = [], SlotCount = 0, Constants = [], Results = [], ArgumentCount = 0, ArgumentTypes = [], ResultTypes = [],
    };

    [Fact]
    public void APlanIsMadeForShapesThatComeAgainAndAgain()
    {
        int made = 0;
        var plans = new ShapedPlans(_ =>
        {
            made++;
            return Nothing;
        });
        Shape[] shapes = [new Shape(2, 3)];

        Assert.Null(plans.Find(shapes, out bool isDecided));
        Assert.Null(plans.Find(shapes, out isDecided));
        Assert.False(isDecided);
        Assert.Same(Nothing, plans.Find(shapes, out isDecided));
        Assert.True(isDecided);
        Assert.Same(Nothing, plans.Find(shapes, out isDecided));
        Assert.Equal(1, made);
    }

    [Fact]
    public void FewPlansAreKept()
    {
        var plans = new ShapedPlans(_ => Nothing);
        for (int length = 1; length <= 30; length++)
        {
            for (int call = 0; call < 4; call++)
            {
                plans.Find([new Shape(length)], out _);
            }
        }

        Assert.Equal(8, plans.Count);
        Assert.Same(Nothing, plans.Find([new Shape(30)], out _));
        Assert.Null(plans.Find([new Shape(1)], out _));
    }

    [Fact]
    public void ShapesThatAPlanFailsForAreLeftToTheCall()
    {
        var plans = new ShapedPlans(_ => throw OperationException.InvalidArgument("These do not fit."));
        bool isDecided = false;
        for (int call = 0; call < 4; call++)
        {
            Assert.Null(plans.Find([new Shape(1)], out isDecided));
        }

        Assert.True(isDecided);
    }

    [Fact]
    public void CallsLikeTheOneBeforeRunThePlanOfTheirShapesAndOthersTheirOwn()
    {
        using var session = new ManagedEngine().Open(Model(Network()), new ModelOptions(), _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        foreach (int rows in (int[])[3, 3, 3, 3, 3, 5, 5, 5, 5, 5, 3, 3, 5, 3])
        {
            float[] answer = Call(frame, rows);

            Assert.Equal(Enumerable.Range(0, rows * 2).Select(i => (float)((i / 2) + (i / 2) + (rows * 2))), answer);
        }
    }

    [Fact]
    public void WhatFollowsFromShapesIsComputedOnceForEach()
    {
        var network = Network();
        var model = Model(network);
        using var session = new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        var profile = new CallProfile();
        frame.Profile(profile);
        var first = new Dictionary<int, float[]>();
        for (int round = 0; round < 5; round++)
        {
            foreach (int rows in (int[])[3, 5, 3, 4])
            {
                profile.Clear();
                float[] answer = Call(frame, rows);
                Assert.Equal(first.TryAdd(rows, answer) ? answer : first[rows], answer);
                for (int i = 0; i < answer.Length; i++)
                {
                    Assert.Equal((i / 2) + (i / 2) + (rows * 2), answer[i]);
                }
            }
        }

        Assert.DoesNotContain(profile.Runs.ToArray(), run => run.Node.Operation is "Shape" or "Range" or "StridedSlice");
    }

    [Fact]
    public void ArgumentsThatAreNotAsDeclaredAreLeftToThePlanForAny()
    {
        var model = Model(Network());
        using var session = new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        for (int call = 0; call < 4; call++)
        {
            // Columns are declared to be two.
            Assert.Equal([9f, 9, 9, 11, 11, 11, 13, 13, 13], Call(frame, 3, 3));
            Assert.Equal([4f, 4, 6, 6], Call(frame, 2));
        }
    }

    [Fact]
    public async Task ManyThreadsAndShapesGetTheirOwnAnswers()
    {
        var model = Model(Network());
        using var session = new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), TestContext.Current.CancellationToken, (thread, _) =>
        {
            using var frame = session.CreateFrame(0);
            for (int call = 0; call < 300; call++)
            {
                int rows = 1 + (((call / 3) + thread) % 12);
                Assert.Equal((rows - 1) + (rows - 1) + (rows * 2), Call(frame, rows)[^1]);
            }

            return ValueTask.CompletedTask;
        });
    }

    private static float[] Call(CallFrame frame, int rows, int columns = 2)
    {
        ref byte place = ref frame.Input(0, [rows, columns]);
        var numbers = MemoryMarshal.Cast<byte, float>(MemoryMarshal.CreateSpan(ref place, rows * columns * sizeof(float)));
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i / columns;
        }

        frame.Run(default);
        float[] answer = new float[rows * columns];
        MemoryMarshal.Cast<byte, float>(MemoryMarshal.CreateReadOnlySpan(in frame.Output(0), answer.Length * sizeof(float))).CopyTo(answer);
        frame.Clear();
        return answer;
    }

    private static EngineModel Model(GraphBuilder network) => new()
    {
        Name = "network",
        Source = "network",
        GraphDef = network.ToArray(),
        Signatures = [new EngineSignature("call", [new EngineTensor("x", DataType.Float)], [new EngineTensor("sum", DataType.Float)])],
    };

    /// <summary>x + the number of each row + the number of elements.</summary>
    private static GraphBuilder Network() => new GraphBuilder()
        .Node("x", "Placeholder", "", NodeAttribute.Type("dtype", DataType.Float), NodeAttribute.Shape("shape", -1, 2))
        .Constant("zero", 0).Constant("one", 1)
        .Node("first", "Const", "", NodeAttribute.Type("dtype", DataType.Int32), ("value", Vector(0)))
        .Node("second", "Const", "", NodeAttribute.Type("dtype", DataType.Int32), ("value", Vector(1)))
        .Node("shape", "Shape", "x", NodeAttribute.Type("T", DataType.Float))
        .Node("rows", "StridedSlice", "shape first second second", NodeAttribute.Type("T", DataType.Int32), NodeAttribute.Type("Index", DataType.Int32), NodeAttribute.Integer("shrink_axis_mask", 1))
        .Node("numbers", "Range", "zero rows one", NodeAttribute.Type("Tidx", DataType.Int32))
        .Node("column", "ExpandDims", "numbers one", NodeAttribute.Type("T", DataType.Int32))
        .Node("column_float", "Cast", "column", NodeAttribute.Type("SrcT", DataType.Int32), NodeAttribute.Type("DstT", DataType.Float))
        .Node("size", "Size", "x", NodeAttribute.Type("T", DataType.Float))
        .Node("size_float", "Cast", "size", NodeAttribute.Type("SrcT", DataType.Int32), NodeAttribute.Type("DstT", DataType.Float))
        .Node("half", "AddV2", "x column_float", NodeAttribute.Type("T", DataType.Float))
        .Node("sum", "AddV2", "half size_float", NodeAttribute.Type("T", DataType.Float));

    private static WireWriter Vector(int value)
    {
        var shape = new WireWriter().Message(2, new WireWriter().Varint(1, 1));
        return new WireWriter().Message(8, new WireWriter().Varint(1, (int)DataType.Int32).Message(2, shape).Bytes(4, BitConverter.GetBytes(value)));
    }
}
