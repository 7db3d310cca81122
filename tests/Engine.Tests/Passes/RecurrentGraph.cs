using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Engines.Profiling;

namespace TypedModels.Engine.Tests.Passes;

/// <summary>A recurrent layer as a loop over a list, with weights that are constants, or given in the call so that no pass can know them.</summary>
/// <param name="batch">The sequences.</param>
/// <param name="steps">Their steps.</param>
/// <param name="inputs">The length of an input.</param>
/// <param name="size">The length of a state.</param>
internal sealed class RecurrentGraph(int batch, int steps, int inputs, int size)
{
    private readonly List<(string Name, long[] Shape)> _weights = [];

    /// <summary>Whether there are two states.</summary>
    public bool HasCells { get; init; }

    /// <summary>Whether the list has the last output alone, at place 0.</summary>
    public bool KeepsLast { get; init; }

    /// <summary>The step that the counter begins with.</summary>
    public int FirstStep { get; init; }

    /// <summary>What the states become: of the body, the input and the states. Weights are arguments of their names.</summary>
    public required Func<FunctionBody, string, string, string, (string Hidden, string Cells)> Step { get; init; }

    /// <summary>Adds a weight.</summary>
    public RecurrentGraph Weight(string name, params long[] shape)
    {
        _weights.Add((name, shape));
        return this;
    }

    /// <summary>Runs the graph.</summary>
    /// <param name="knowsWeights">Whether weights are constants.</param>
    /// <param name="threads">How many threads work.</param>
    /// <returns>The states and the stacked outputs, and the operations that were carried out.</returns>
    public (float[][] Results, string[] Operations) Run(bool knowsWeights, int threads = 1)
    {
        var graph = Build(knowsWeights);
        List<(string Name, long[] Shape)> given = [("x", [steps, batch, inputs]), ("h", [batch, size]), .. HasCells ? [("c", [batch, size])] : Array.Empty<(string, long[])>(), .. knowsWeights ? [] : _weights];
        string[] outputs = ["loop:2", .. HasCells ? ["loop:3"] : Array.Empty<string>(), .. steps > 0 ? ["stack:0"] : Array.Empty<string>()];
        var model = new EngineModel
        {
            Name = "recurrent",
            Source = "recurrent",
            GraphDef = graph.ToArray(),
            Signatures = [new EngineSignature("call", [.. given.Select(input => new EngineTensor($"{input.Name}:0", DataType.Float))], [.. outputs.Select(name => new EngineTensor(name, DataType.Float)), new EngineTensor("loop:0", DataType.Int32)])],
        };
        using var session = new ManagedEngine().Open(model, new ModelOptions { Threads = threads }, _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        var profile = new CallProfile();
        frame.Profile(profile);
        for (int slot = 0; slot < given.Count; slot++)
        {
            float[] numbers = Random(given[slot].Name, given[slot].Shape);
            numbers.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, float>(ref frame.Input(slot, given[slot].Shape)), numbers.Length));
        }

        frame.Run(default);
        var results = new float[outputs.Length][];
        for (int slot = 0; slot < outputs.Length; slot++)
        {
            results[slot] = new float[frame.OutputShape(slot).ToArray().Aggregate(1, (count, length) => count * (int)length)];
            MemoryMarshal.CreateReadOnlySpan(in frame.Output(slot), results[slot].Length * sizeof(float)).CopyTo(MemoryMarshal.AsBytes(results[slot].AsSpan()));
        }

        Assert.Equal(steps, MemoryMarshal.Read<int>(MemoryMarshal.CreateReadOnlySpan(in frame.Output(outputs.Length), sizeof(int))));
        return (results, [.. profile.Runs.ToArray().Select(run => run.Node.Operation)]);
    }

    private static float[] Random(string name, long[] shape)
    {
        var random = new Random(name.Sum(letter => letter));
        return [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, length) => product * length)).Select(_ => random.NextSingle() - 0.5f)];
    }

    private GraphBuilder Build(bool knowsWeights)
    {
        var body = new FunctionBody();
        var element = NodeAttribute.Type("element_dtype", DataType.Float);
        var number = NodeAttribute.Type("T", DataType.Int32);
        string x = body.Add("TensorListGetItem", [element], "xs", "i", body.Integers(-1, inputs));
        var (hidden, cells) = Step(body, x, "h", "c");
        string next = body.Add("AddV2", [number], body.Integers(1), "i");
        string list = body.Add("TensorListSetItem", [element], "ys", KeepsLast ? body.Integers(0) : "i", hidden);
        var condition = new FunctionBody();
        string isLess = condition.Add("Less", [number], "i", "n");

        (string Name, DataType Type, string Next)[] variables =
        [
            ("i", DataType.Int32, next), ("ys", DataType.Variant, list), ("h", DataType.Float, hidden), .. HasCells ? [("c", DataType.Float, cells)] : Array.Empty<(string, DataType, string)>(),
            ("n", DataType.Int32, "n"), ("xs", DataType.Variant, "xs"), .. _weights.Select(weight => (weight.Name, DataType.Float, weight.Name)),
        ];
        (string, DataType)[] arguments = [.. variables.Select(variable => (variable.Name, variable.Type))];
        var graph = new GraphBuilder().Argument("x", DataType.Float).Argument("h", DataType.Float).Argument("c", DataType.Float)
            .Function("condition", arguments, [("again", DataType.Bool, isLess)], condition.Nodes)
            .Function("body", arguments, [.. variables.Select(variable => ($"{variable.Name}_next", variable.Type, variable.Next))], body.Nodes)
            .Constant("i", FirstStep).Constant("n", steps).Constant("size", KeepsLast ? 1 : steps).Constant("row", -1, size).Constant("element", -1, inputs)
            .Node("xs", "TensorListFromTensor", "x element", element, NodeAttribute.Type("shape_type", DataType.Int32))
            .Node("ys", "TensorListReserve", "row size", element, NodeAttribute.Type("shape_type", DataType.Int32))
            .Node("loop", "While", string.Join(' ', arguments.Select(argument => argument.Item1)), NodeAttribute.Types("T", [.. arguments.Select(argument => argument.Item2)]), NodeAttribute.Function("cond", "condition"), NodeAttribute.Function("body", "body"))
            .Node("stack", "TensorListStack", "loop:1 row", element, NodeAttribute.Integer("num_elements", -1));
        foreach (var (name, shape) in _weights)
        {
            _ = knowsWeights ? graph.Node(name, "Const", "", NodeAttribute.Type("dtype", DataType.Float), ("value", FunctionBody.FloatValue(shape, Random(name, shape)))) : graph.Argument(name, DataType.Float);
        }

        return graph;
    }
}
