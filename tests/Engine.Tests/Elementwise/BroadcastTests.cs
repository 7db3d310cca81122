using TypedModels.Engine.Kernels.Elementwise;
using TypedModels.Engine.Kernels.Elementwise.Operators;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Tests.Support;

namespace TypedModels.Engine.Tests.Elementwise;

public sealed unsafe class BroadcastTests
{
    public static TheoryData<int[], int[]> Shapes => new()
    {
        { [], [] },
        { [7], [] },
        { [], [5000] },
        { [3000], [3000] },
        { [50, 3], [3] },
        { [3], [50, 3] },
        { [500, 3], [500, 1] },
        { [1, 3], [500, 1] },
        { [9, 200], [200] },
        { [9, 200], [9, 1] },
        { [1, 2000], [3, 1] },
        { [2, 1, 3], [4, 1] },
        { [2, 1, 3, 1, 2], [1, 4, 1, 5, 1] },
        { [5, 7, 40], [5, 1, 40] },
        { [5, 1, 1, 6], [5, 7, 40, 1] },
        { [40, 50, 4], [50, 1] },
        { [1, 1, 1], [2, 3] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EachElementIsMadeOfThoseAtItsPlace(int[] left, int[] right)
    {
        Shape leftShape = new(left), rightShape = new(right);
        Assert.True(Broadcasting.TryCombine(leftShape, rightShape, out var shape));
        float[] x = Numbers(leftShape.Count, 1), y = Numbers(rightShape.Count, 10_000), z = new float[shape.Count];
        var layout = BroadcastLayout.Of(shape, leftShape, rightShape);
        fixed (float* px = x, py = y, pz = z)
        {
            var work = new ElementwiseWork<ElementFunction>(Functions.NumberPairs<Arithmetic.Subtract>()[DataType.Float], layout, pz, sizeof(float));
            work.SetOperand(0, px, sizeof(float));
            work.SetOperand(1, py, sizeof(float));

            // In two pieces, the second from the middle of everything.
            int items = shape.Count / work.ItemLength, middle = items / 3;
            work.Execute(0, middle);
            work.Execute(middle, items);
        }

        for (int i = 0; i < z.Length; i++)
        {
            Assert.Equal(x[IndexOf(i, shape, leftShape)] - y[IndexOf(i, shape, rightShape)], z[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void FunctionsOfAProgramFollowOneAnother(int[] left, int[] right)
    {
        Shape leftShape = new(left), rightShape = new(right);
        Assert.True(Broadcasting.TryCombine(leftShape, rightShape, out var shape));
        ElementFunction subtract = Functions.NumberPairs<Arithmetic.Subtract>()[DataType.Float], multiply = Functions.NumberPairs<Arithmetic.Multiply>()[DataType.Float];
        var program = new ElementProgram([new(subtract, 2, 0, 1, 0, 0), new(multiply, 2, 2, 2, 0, 1), new(subtract, 2, 3, 0, 0, 0)], operands: 2, sizeof(float));
        float[] x = Numbers(leftShape.Count, 1), y = Numbers(rightShape.Count, 10_000), z = new float[shape.Count];
        fixed (float* px = x, py = y, pz = z)
        {
            var work = new ElementwiseWork<ElementProgram.Function>(program.AsFunction, BroadcastLayout.Of(shape, leftShape, rightShape), pz, sizeof(float));
            work.SetOperand(0, px, sizeof(float));
            work.SetOperand(1, py, sizeof(float));
            int items = shape.Count / work.ItemLength;
            work.Execute(0, items / 2);
            work.Execute(items / 2, items);
        }

        for (int i = 0; i < z.Length; i++)
        {
            float first = x[IndexOf(i, shape, leftShape)], difference = first - y[IndexOf(i, shape, rightShape)];
            Assert.Equal((difference * difference) - first, z[i]);
        }

        GC.KeepAlive(program);
    }

    [Fact]
    public void ElementsOfEverySizeAreStretched()
    {
        foreach (var (type, size) in new[] { (DataType.UInt8, 1), (DataType.Int16, 2), (DataType.Int32, 4), (DataType.Int64, 8), (DataType.Complex128, 16) })
        {
            byte[] yes = [.. Enumerable.Range(0, 3 * size).Select(i => (byte)(i + 1))], no = [.. Enumerable.Range(0, 2 * size).Select(i => (byte)(200 - i))];
            var result = SingleOperation.Run(
                "SelectV2", type,
                [(DataType.Bool, RawTensor.Of([2, 3], true, false, true, false, true, false)), (type, new RawTensor([3], yes)), (type, new RawTensor([2, 1], no))],
                null, NodeAttribute.Type("T", type));
            byte[] expected = [.. yes[..size], .. no[..size], .. yes[(2 * size)..], .. no[size..], .. yes[size..(2 * size)], .. no[size..]];
            Assert.Equal(expected, result.Bytes);
        }
    }

    [Fact]
    public void ShapesWithoutACommonOneAreRefused()
    {
        var error = Assert.ThrowsAny<ModelException>(() => SingleOperation.Floats("AddV2", [1, 2], [1, 2, 3]));
        Assert.Contains("Incompatible shapes: [2] vs. [3]", error.Message);
    }

    [Fact]
    public void IntegersAreNotDividedByZero()
    {
        foreach (string operation in new[] { "FloorDiv", "TruncateDiv", "FloorMod", "TruncateMod" })
        {
            var error = Assert.ThrowsAny<ModelException>(() => Integers(operation, [1, 2], [1, 0]));
            Assert.Contains("Integer division by zero", error.Message);
        }
    }

    [Fact]
    public void QuotientsAndRemaindersWrapAroundAsInC()
    {
        Assert.Equal([int.MinValue, -3, 2], Integers("FloorDiv", [int.MinValue, -7, 7], [-1, 3, 3]));
        Assert.Equal([int.MinValue, -2, 2], Integers("TruncateDiv", [int.MinValue, -7, 7], [-1, 3, 3]));
        Assert.Equal([0, 2, -2], Integers("FloorMod", [int.MinValue, -7, 7], [-1, 3, -3]));
        Assert.Equal([0, -1, 1], Integers("TruncateMod", [int.MinValue, -7, 7], [-1, 3, -3]));
    }

    private static int[] Integers(string operation, int[] x, int[] y) =>
        SingleOperation.Run(operation, DataType.Int32, [(DataType.Int32, RawTensor.Of([x.Length], x)), (DataType.Int32, RawTensor.Of([y.Length], y))], null, NodeAttribute.Type("T", DataType.Int32))
            .As<int>();

    private static float[] Numbers(int count, float step) => [.. Enumerable.Range(0, count).Select(i => i * step)];

    private static int IndexOf(int index, in Shape shape, in Shape operand)
    {
        int result = 0, stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            (index, int position) = Math.DivRem(index, shape[axis]);
            int own = axis - (shape.Rank - operand.Rank);
            if (own >= 0)
            {
                result += operand[own] == 1 ? 0 : position * stride;
                stride *= operand[own];
            }
        }

        return result;
    }
}
