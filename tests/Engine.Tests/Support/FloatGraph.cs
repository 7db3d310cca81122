using System.Runtime.InteropServices;
using TypedModels.Engines;
using TypedModels.Engines.Profiling;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Support;

/// <summary>A graph of floats that is run as passes make it, and once more with every value wanted, so that no pass can leave one out.</summary>
internal sealed class FloatGraph
{
    private readonly GraphBuilder _graph = new();
    private readonly List<(string Name, DataType Type, long[] Shape)> _inputs = [];
    private readonly List<(string Name, DataType Type)> _values = [];

    /// <summary>Adds an argument; lengths of −1 are unknown, and 3 in a call.</summary>
    public FloatGraph Input(string name, params long[] shape)
    {
        _graph.Node(name, "Placeholder", "", NodeAttribute.Type("dtype", DataType.Float), NodeAttribute.Shape("shape", shape));
        _inputs.Add((name, DataType.Float, Array.ConvertAll(shape, length => length < 0 ? 3 : length)));
        return this;
    }

    /// <summary>Adds a constant of floats.</summary>
    public FloatGraph Constant(string name, long[] shape, params float[] values) => Constant<float>(name, DataType.Float, shape, values);

    /// <summary>Adds a constant of random floats.</summary>
    public FloatGraph Weights(string name, params long[] shape) => Constant(name, shape, Random(shape, name.Length + shape.Length));

    /// <summary>Adds a constant of integers: a vector, or a number where there are no axes.</summary>
    public FloatGraph Integers(string name, params int[] values) => Constant(name, DataType.Int32, [values.Length], values);

    /// <summary>Adds a constant integer without axes.</summary>
    public FloatGraph Integer(string name, int value) => Constant(name, DataType.Int32, [], value);

    /// <summary>Adds a node of floats.</summary>
    public FloatGraph Node(string name, string operation, string inputs, params ReadOnlySpan<(string Name, WireWriter Value)> attributes) => Node(name, operation, inputs, DataType.Float, attributes);

    /// <summary>Adds a node whose value is of another type.</summary>
    public FloatGraph Node(string name, string operation, string inputs, DataType result, params ReadOnlySpan<(string Name, WireWriter Value)> attributes)
    {
        _graph.Node(name, operation, inputs, [NodeAttribute.Type("T", DataType.Float), .. attributes]);
        if (operation != "NoOp")
        {
            _values.Add((name, result));
        }

        return this;
    }

    /// <summary>The operations that are carried out, none of them twice as part of another; and checks that the result is the same when nothing is left out.</summary>
    /// <param name="output">The value that is wanted.</param>
    /// <param name="tolerance">How far results may differ.</param>
    /// <param name="also">Other values that are wanted.</param>
    public string[] Run(string output, float tolerance = 1e-5f, params string[] also)
    {
        var (fused, operations) = Call([output, .. also]);
        var (plain, _) = Call([output, .. _values.Where(value => value.Name != output && value.Type == DataType.Float).Select(value => value.Name)]);
        Assert.Equal(plain[0].Shape, fused[0].Shape);
        float[] expected = plain[0].As<float>(), actual = fused[0].As<float>();
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"Element {i} is {actual[i]:R}, without passes {expected[i]:R}.");
        }

        return operations;
    }

    private static float[] Random(long[] shape, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, length) => product * length)).Select(_ => (random.NextSingle() * 4) - 2)];
    }

    private FloatGraph Constant<T>(string name, DataType type, long[] shape, params T[] values)
        where T : unmanaged
    {
        var dimensions = new WireWriter();
        foreach (long length in shape)
        {
            dimensions.Message(2, new WireWriter().Varint(1, length));
        }

        var value = new WireWriter().Varint(1, (int)type).Message(2, dimensions).Bytes(4, MemoryMarshal.AsBytes(values.AsSpan()));
        _graph.Node(name, "Const", "", NodeAttribute.Type("dtype", type), ("value", new WireWriter().Message(8, value)));
        return this;
    }

    private (RawTensor[] Results, string[] Operations) Call(string[] outputs)
    {
        var model = new EngineModel
        {
            Name = "floats",
            Source = "floats",
            GraphDef = _graph.ToArray(),
            Signatures = [new EngineSignature("call", [.. _inputs.Select(input => new EngineTensor($"{input.Name}:0", input.Type))], [.. outputs.Select(name => new EngineTensor($"{name}:0", DataType.Float))])],
        };
        using var session = new ManagedEngine().Open(model, new ModelOptions { Threads = 1 }, _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        var profile = new CallProfile();
        frame.Profile(profile);
        for (int slot = 0; slot < _inputs.Count; slot++)
        {
            float[] numbers = Random(_inputs[slot].Shape, slot);
            numbers.CopyTo(MemoryMarshal.CreateSpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, float>(ref frame.Input(slot, _inputs[slot].Shape)), numbers.Length));
        }

        frame.Run(default);
        var results = new RawTensor[outputs.Length];
        for (int slot = 0; slot < outputs.Length; slot++)
        {
            long[] shape = frame.OutputShape(slot).ToArray();
            int bytes = (int)shape.Aggregate(1L, (product, length) => product * length) * sizeof(float);
            results[slot] = new RawTensor(shape, MemoryMarshal.CreateReadOnlySpan(in frame.Output(slot), bytes).ToArray());
        }

        return (results, [.. profile.Runs.ToArray().Select(run => run.Node.Operation)]);
    }
}
