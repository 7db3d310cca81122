using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats.Protobuf;
using TypedModels.TensorFlow;

namespace TypedModels.Engine.Tests.Checkpoints;

/// <summary>Graphs that save and restore checkpoints, run by TensorFlow's library.</summary>
internal static class CheckpointGraph
{
    /// <summary>TensorFlow; the test is skipped where it is not there.</summary>
    public static TensorFlowEngine FindTensorFlow()
    {
        try
        {
            return TensorFlowEngine.Find("checkpoint", new ModelOptions());
        }
        catch (EngineNotFoundException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    /// <summary>What <c>RestoreV2</c> reads.</summary>
    public static RawTensor[] Restore(string prefix, params (string Name, DataType Type)[] tensors)
    {
        var graph = new GraphBuilder()
            .Node("prefix", "Const", "", NodeAttribute.Type("dtype", DataType.String), ("value", Texts(null, prefix)))
            .Node("names", "Const", "", NodeAttribute.Type("dtype", DataType.String), ("value", Texts(tensors.Length, [.. tensors.Select(tensor => tensor.Name)])))
            .Node("slices", "Const", "", NodeAttribute.Type("dtype", DataType.String), ("value", Texts(tensors.Length, [.. tensors.Select(_ => "")])))
            .Node("restored", "RestoreV2", "prefix names slices", NodeAttribute.Types("dtypes", [.. tensors.Select(tensor => tensor.Type)]));
        return Run(graph, [.. tensors.Select((tensor, i) => new EngineTensor($"restored:{i}", tensor.Type))]);
    }

    /// <summary>Saves tensors by <c>SaveV2</c>, or by <c>SaveSlices</c> in the format of version 1. A slice is empty, or the shape of the whole and what the tensor is of it.</summary>
    public static void Save(string operation, string file, params (string Name, string Slice, DataType Type, RawTensor Value)[] tensors)
    {
        var graph = new GraphBuilder()
            .Node("file", "Const", "", NodeAttribute.Type("dtype", DataType.String), ("value", Texts(null, file)))
            .Node("names", "Const", "", NodeAttribute.Type("dtype", DataType.String), ("value", Texts(tensors.Length, [.. tensors.Select(tensor => tensor.Name)])))
            .Node("slices", "Const", "", NodeAttribute.Type("dtype", DataType.String), ("value", Texts(tensors.Length, [.. tensors.Select(tensor => tensor.Slice)])));
        for (int i = 0; i < tensors.Length; i++)
        {
            graph.Node($"value{i}", "Const", "", NodeAttribute.Type("dtype", tensors[i].Type), ("value", Value(tensors[i].Type, tensors[i].Value)));
        }

        string values = string.Join(' ', tensors.Select((_, i) => $"value{i}"));
        graph.Node("save", operation, "file names slices " + values, NodeAttribute.Types(operation == "SaveV2" ? "dtypes" : "T", [.. tensors.Select(tensor => tensor.Type)]))
            .Constant("saved", ["^save"], 1);
        Run(graph, [new EngineTensor("saved:0", DataType.Int32)]);
    }

    private static RawTensor[] Run(GraphBuilder graph, EngineTensor[] outputs)
    {
        var model = new EngineModel { Name = "checkpoint", Source = "checkpoint", GraphDef = graph.ToArray(), Signatures = [new EngineSignature("call", [], outputs)] };
        using var session = FindTensorFlow().Open(model, new ModelOptions(), _ => { }, TestContext.Current.CancellationToken);
        return RawTensor.Call(session, model, 0, default);
    }

    private static WireWriter Value(DataType type, RawTensor tensor)
    {
        var shape = new WireWriter();
        foreach (long dimension in tensor.Shape)
        {
            shape.Message(2, new WireWriter().Varint(1, dimension));
        }

        var proto = new WireWriter().Varint(1, (int)type).Message(2, shape);
        foreach (byte[] text in tensor.Texts ?? [])
        {
            proto.Bytes(8, text);
        }

        return new WireWriter().Message(8, tensor.Bytes.Length > 0 ? proto.Bytes(4, tensor.Bytes) : proto);
    }

    private static WireWriter Texts(int? count, params string[] texts) =>
        Value(DataType.String, new RawTensor(count is { } length ? [length] : [], [], [.. texts.Select(text => System.Text.Encoding.UTF8.GetBytes(text))]));
}
