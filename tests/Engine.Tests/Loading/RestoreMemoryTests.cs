using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;

namespace TypedModels.Engine.Tests.Loading;

/// <summary>What restored and shared variables have in memory. Each test has lengths of its own, by which its blocks are known.</summary>
public sealed class RestoreMemoryTests
{
    [Fact]
    public void DecodersOverOneEncoderHoldItsWeightsOnce()
    {
        const int Rows = 2237, Columns = 2239;
        var encoderModel = Model(Rows, Columns, ("x", "code"));
        encoderModel = encoderModel with { Values = [Value(encoderModel, "encoder", Rows, Columns, 1)] };
        using var encoder = VariableModels.Open(encoderModel);
        var decoders = Enumerable.Range(0, 3).Select(index =>
        {
            var model = Model(Rows, Columns, ("x", "y"));
            model = model with { Values = [Value(model, "decoder", Columns, 3, index)] };
            return VariableModels.OpenSharing(encoder, model, new SharedVariable("encoder", "encoder"));
        }).ToArray();
        Collect();

        Assert.Equal(1, Packed(Rows, Columns));
        Assert.Equal(0, InternedBlocks.Shared.Count((nuint)Rows * Columns * sizeof(float)));
        Array.ForEach(decoders, decoder => decoder.Dispose());
    }

    [Fact]
    public void AHundredRestoresHoldOneSetOfWeights()
    {
        const int Rows = 641, Columns = 643;
        var model = Model(Rows, Columns, ("x", "code"));
        var values = new[] { Value(model, "encoder", Rows, Columns, 1), Value(model, "encoder", Rows, Columns, 2) };

        // Room for three sets of weights, each of them stored and packed.
        using var session = VariableModels.Open(model with { Values = [values[0]] }, new ModelOptions { MemoryLimit = 12 << 20 });
        for (int round = 1; round <= 100; round++)
        {
            VariableModels.Restore(session, values[round % 2]);
            Assert.Equal((round % 2) + 1, First(session, model, Rows));
        }

        Collect();
        Assert.Equal(1, Packed(Rows, Columns));
        Assert.Equal(0, InternedBlocks.Shared.Count((nuint)Rows * Columns * sizeof(float)));
    }

    [Fact]
    public void ADiscardedRestoreLeavesNothing()
    {
        const int Rows = 653, Columns = 659;
        var model = Model(Rows, Columns, ("x", "code"));
        using var session = VariableModels.Open(model with { Values = [Value(model, "encoder", Rows, Columns, 1)] });
        PrepareAndDiscard(session, Value(model, "encoder", Rows, Columns, 2));
        Collect();

        Assert.Equal(1, Packed(Rows, Columns));
        Assert.Equal(1, First(session, model, Rows));
    }

    [Fact]
    public void ARestoreThatPassesTheLimitIsRefusedAndChangesNothing()
    {
        const int Rows = 661, Columns = 673;
        var model = Model(Rows, Columns, ("x", "code"));
        using var session = VariableModels.Open(model with { Values = [Value(model, "encoder", Rows, Columns, 1)] }, new ModelOptions { MemoryLimit = 4 << 20 });

        var refused = Assert.Throws<ModelException>(() => session.Prepare([Value(model, "encoder", Rows, Columns, 2)], CancellationToken.None));
        Assert.Contains(nameof(ModelOptions.MemoryLimit), refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, First(session, model, Rows));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void PrepareAndDiscard(EngineSession session, VariableValue value) => session.Prepare([value], CancellationToken.None).Dispose();

    /// <summary>A product with the encoder's weights, then one with the decoder's.</summary>
    private static EngineModel Model(int rows, int columns, (string Input, string Output) signature)
    {
        var type = NodeAttribute.Type("dtype", DataType.Float);
        var graph = new GraphBuilder()
            .Argument("x", DataType.Float)
            .Node("encoder", "VarHandleOp", "", type, NodeAttribute.Shape("shape", rows, columns))
            .Node("encoder/read", "ReadVariableOp", "encoder", type)
            .Node("code", "MatMul", "x encoder/read", NodeAttribute.Type("T", DataType.Float))
            .Node("decoder", "VarHandleOp", "", type, NodeAttribute.Shape("shape", columns, 3))
            .Node("decoder/read", "ReadVariableOp", "decoder", type)
            .Node("y", "MatMul", "code decoder/read", NodeAttribute.Type("T", DataType.Float));
        return VariableModels.OfGraph(graph.ToArray(), signature);
    }

    private static VariableValue Value(EngineModel model, string node, int rows, int columns, float number)
    {
        float[] numbers = [.. Enumerable.Range(0, rows * columns).Select(index => index == 0 ? number : index % 251)];
        return VariableModels.Value(model, node, new GivenValue(DataType.Float, RawTensor.Of([rows, columns], numbers)));
    }

    private static float First(EngineSession session, EngineModel model, int rows)
    {
        float[] first = new float[rows];
        first[0] = 1;
        return RawTensor.Call(session, model, 0, default, RawTensor.Of([1, rows], first))[0].As<float>()[0];
    }

    private static int Packed(int rows, int columns) => InternedBlocks.Shared.Count((nuint)RightMatrix<float>.PackedLength(rows, columns) * sizeof(float));

    private static void Collect()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
