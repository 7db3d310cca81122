using System.Runtime.InteropServices;
using TypedModels.Engine;
using TypedModels.Engines;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Models;

namespace TypedModels.Keras.Tests.Fuzz;

/// <summary>Opens a model on the managed engine with weights of zeros, and calls it with zeros.</summary>
internal static class ZeroCall
{
    private const long MemoryLimit = 64L << 20;

    // What an axis is given whose length is not known.
    private const long AnyLength = 2;

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(1);

    /// <summary>Calls the model once with a batch of 1.</summary>
    public static void Run(KerasGraph graph)
    {
        var signature = graph.MetaGraph.Signatures.Single();
        var weights = graph.Weights.All.Concat(graph.Weights.States).Where(weight => graph.MetaGraph.Graph.Nodes.IndexOf(weight.Path) >= 0).ToArray();
        EngineVariable[] variables = [.. weights.Select(weight => new EngineVariable(weight.Path, weight.DataType, weight.Shape, true))];
        var model = new EngineModel
        {
            Name = "test",
            Source = "test",
            GraphDef = graph.MetaGraph.GraphBytes,
            Signatures = [new EngineSignature(signature.Key, [.. signature.Inputs.Values.Select(input => new EngineTensor(input.Name, input.DataType))], [.. signature.Outputs.Values.Select(output => new EngineTensor(output.Name, output.DataType))])],
            Variables = variables,
            Values = [.. variables.Zip(weights, (variable, weight) => new VariableValue(variable, new Zeros(weight)))],
            Initialisers = graph.MetaGraph.InitOperation is { } operation ? [operation] : [],
        };
        using var timeout = new CancellationTokenSource(s_deadline);
        using var session = new ManagedEngine().Open(model, new ModelOptions { MemoryLimit = MemoryLimit, Threads = 1 }, _ => { }, timeout.Token);
        using var frame = session.CreateFrame(0);
        foreach (var (input, slot) in signature.Inputs.Values.Select((input, slot) => (input, slot)))
        {
            long[] shape = [.. input.Shape.Dimensions.Select((length, axis) => length >= 0 ? length : axis == 0 ? 1 : AnyLength)];
            if (input.DataType == DataType.String)
            {
                frame.InputText(slot, shape);
            }
            else
            {
                long bytes = shape.Aggregate(1L, (count, length) => count * length) * DataTypes.SizeOf(input.DataType);
                MemoryMarshal.CreateSpan(ref frame.Input(slot, shape), (int)bytes).Clear();
            }
        }

        frame.Run(new CallLimits(null, timeout.Token));
        foreach (var (output, slot) in signature.Outputs.Values.Select((output, slot) => (output, slot)))
        {
            RequireDeclared(output.Shape, frame.OutputShape(slot).ToArray());
        }
    }

    // What a signature says of shapes is what generated code relies on.
    private static void RequireDeclared(TensorShape declared, long[] shape)
    {
        if (declared.HasRank && (declared.Rank != shape.Length || declared.Dimensions.Zip(shape, (length, actual) => length < 0 || length == actual).Contains(false)))
        {
            throw new InvalidOperationException($"The shape {declared} is declared, and [{string.Join(", ", shape)}] came");
        }
    }

    private sealed class Zeros(Weight weight) : VariableData
    {
        public override DataType DataType => weight.DataType;

        public override TensorShape Shape => weight.Shape;

        public override string File => "a test";

        public override object? Identity => this;

        public override void Read(Span<byte> destination) => destination.Clear();

        public override ReadOnlyMemory<byte>[] ReadTexts() => throw new NotSupportedException();
    }
}
