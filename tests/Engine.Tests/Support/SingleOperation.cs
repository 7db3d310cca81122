using TypedModels.Engines;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Support;

/// <summary>One operation on the managed engine.</summary>
internal static class SingleOperation
{
    /// <summary>Runs an operation whose inputs have the given types, and gives its first output.</summary>
    public static RawTensor Run(
        string operation, DataType result, (DataType Type, RawTensor Value)[] inputs, int? threads = null, params ReadOnlySpan<(string Name, WireWriter Value)> attributes)
    {
        var graph = new GraphBuilder();
        for (int i = 0; i < inputs.Length; i++)
        {
            graph.Argument($"x{i}", inputs[i].Type);
        }

        graph.Node("y", operation, string.Join(' ', inputs.Select((_, i) => $"x{i}")), attributes);
        var model = new EngineModel
        {
            Name = operation,
            Source = operation,
            GraphDef = graph.ToArray(),
            Signatures = [new EngineSignature("call", [.. inputs.Select((input, i) => new EngineTensor($"x{i}:0", input.Type))], [new EngineTensor("y:0", result)])],
        };
        using var session = new ManagedEngine().Open(model, new ModelOptions { Threads = threads }, _ => { }, CancellationToken.None);
        return RawTensor.Call(session, model, 0, default, [.. inputs.Select(input => input.Value)])[0];
    }

    /// <summary>Runs an operation of floats.</summary>
    public static float[] Floats(string operation, params float[][] inputs) =>
        Run(operation, DataType.Float, [.. inputs.Select(values => (DataType.Float, RawTensor.Of([values.Length], values)))], null, NodeAttribute.Type("T", DataType.Float)).As<float>();
}
