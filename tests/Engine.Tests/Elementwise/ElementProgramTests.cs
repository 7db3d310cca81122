using System.Runtime.InteropServices;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Engines.Profiling;

namespace TypedModels.Engine.Tests.Elementwise;

/// <summary>(x · y + y) · x, which is one node, whose operands are expected to have one shape.</summary>
public sealed class ElementProgramTests
{
    [Theory]
    [InlineData(4, 4)]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    public void OperandsOfOtherShapesThanExpectedAreStretched(int xRows, int yRows)
    {
        var graph = new GraphBuilder()
            .Node("x", "Placeholder", "", NodeAttribute.Type("dtype", DataType.Float), NodeAttribute.Shape("shape", -1, 3))
            .Node("y", "Placeholder", "", NodeAttribute.Type("dtype", DataType.Float), NodeAttribute.Shape("shape", -1, 3))
            .Node("product", "Mul", "x y", NodeAttribute.Type("T", DataType.Float))
            .Node("sum", "AddV2", "product y", NodeAttribute.Type("T", DataType.Float))
            .Node("result", "Mul", "sum x", NodeAttribute.Type("T", DataType.Float));
        var model = new EngineModel
        {
            Name = "graph",
            Source = "graph",
            GraphDef = graph.ToArray(),
            Signatures = [new EngineSignature("call", [new EngineTensor("x", DataType.Float), new EngineTensor("y", DataType.Float)], [new EngineTensor("result", DataType.Float)])],
        };
        using var session = new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        var profile = new CallProfile();
        frame.Profile(profile);
        Write(frame, 0, xRows, 2);
        Write(frame, 1, yRows, 5);
        frame.Run(default);

        Assert.Equal(1, profile.Runs.Length);
        int rows = xRows == 1 ? yRows : xRows;
        Assert.Equal([rows, 3], frame.OutputShape(0).ToArray());
        var answer = MemoryMarshal.Cast<byte, float>(MemoryMarshal.CreateReadOnlySpan(in frame.Output(0), rows * 3 * sizeof(float)));
        for (int i = 0; i < answer.Length; i++)
        {
            float x = 2 + (xRows == 1 ? i % 3 : i), y = 5 + (yRows == 1 ? i % 3 : i);
            Assert.Equal(((x * y) + y) * x, answer[i]);
        }
    }

    private static void Write(CallFrame frame, int slot, int rows, int first)
    {
        ref byte place = ref frame.Input(slot, [rows, 3]);
        var numbers = MemoryMarshal.Cast<byte, float>(MemoryMarshal.CreateSpan(ref place, rows * 3 * sizeof(float)));
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = first + i;
        }
    }
}
