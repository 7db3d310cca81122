using System.Runtime.InteropServices;
using TypedModels.Engines;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.SavedModels;
using TypedModels.Formats.Transforms;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.Engine.Tests.Transforms;

/// <summary>What is added to graphs, run by TensorFlow.</summary>
public sealed unsafe class AddedNodesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typedmodels-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AVariableIsSetAndRead(bool isResource)
    {
        var model = Model(isResource, restored: null);
        using var session = RealLibrary.Open(model);

        Set(session, 0, [1, 2, 3]);
        Set(session, 1, [4, 5, 6]);

        Assert.Equal([1, 2, 3], Read(session, 2));
        Assert.Equal([4, 5, 6], Read(session, 3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ASaverSavesWhatItRestores(bool isResource)
    {
        string prefix = Path.Combine(_folder.FullName, "variables");
        Save(isResource, prefix);

        using var restored = RealLibrary.Open(Model(isResource, prefix));

        Assert.Equal([1, 2, 3], Read(restored, 2));
        Assert.Equal([4, 5, 6], Read(restored, 3));
    }

    [Fact]
    public void TensorFlowLoadsAWrittenModel()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "variables"));
        Save(isResource: true, Path.Combine(_folder.FullName, "variables", "variables"));
        var model = Model(isResource: true, restored: null, out var saver, out string read);
        var outputs = new Dictionary<string, ArgumentContent> { ["value"] = new(read, DataType.Float, new TensorShape(3)) };
        File.WriteAllBytes(Path.Combine(_folder.FullName, "saved_model.pb"), SavedModelWriter.Write(new SavedModelContent
        {
            Graph = model.GraphDef,
            Signatures = [new SignatureContent("read", new Dictionary<string, ArgumentContent>(), outputs)],
            Saver = saver,
            InitOperation = "init",
        }));

        Assert.Equal([1, 2, 3], NativeSavedModel.Fetch(_folder.FullName, read.Split(':')[0], 3));
    }

    [Fact]
    public void TwoPrefixedCopiesOfACounterCountApart()
    {
        var model = TensorFlow.Tests.Support.ModelFolders.Read("counter");
        var first = TransformedModelsTests.Prefix(model, "first/");
        var second = TransformedModelsTests.Prefix(model, "second/");
        var reset = new NodeWriter("restore_both", "NoOp").WaitFor([first.Restore!.Operation, second.Restore!.Operation]);
        byte[] filename = new WireWriter().Message(1, Redirect(second, first)).ToArray();
        Assert.NotEmpty(filename);
        var both = new EngineModel
        {
            Name = "both",
            Source = model.Source,
            GraphDef = (byte[])[.. WithoutNode(first.GraphDef, "").ToArray(), .. WithoutNode(second.GraphDef, TensorName.TryParse(second.Restore.FileNameTensor)!.Value.Node).ToArray(), .. filename, .. new WireWriter().Message(1, reset.Write()).ToArray()],
            Signatures = [.. first.Signatures, .. second.Signatures.Select(signature => new EngineSignature(signature.Key + "_second", signature.Inputs, signature.Outputs))],
            Restore = new RestoreStep(first.Restore.FileNameTensor, "restore_both", first.Restore.Prefix),
        };
        using var session = RealLibrary.Open(both);
        int step = both.Signatures.ToList().FindIndex(signature => signature.Inputs.Count > 0);
        Assert.True(step >= 0, string.Join(", ", both.Signatures.Select(signature => signature.Key)));
        int other = step + first.Signatures.Count;

        byte[] before = Call(session, both, step, 1);
        byte[] after = Call(session, both, step, 1);
        Assert.NotEqual(before, after);
        Assert.Equal(before, Call(session, both, other, 1));
        Assert.Equal(after, Call(session, both, other, 1));
    }

    // Both restore from one prefix: the second's placeholder reads the first's.
    private static WireWriter Redirect(EngineModel second, EngineModel first) =>
        new NodeWriter(TensorName.TryParse(second.Restore!.FileNameTensor)!.Value.Node, "Identity").Input(first.Restore!.FileNameTensor).With("T", AttributeWriter.Type(DataType.String)).Write();

    private static ReadOnlyMemory<byte> WithoutNode(ReadOnlyMemory<byte> graph, string name)
    {
        var document = new GraphDocument(graph);
        var left = new WireWriter();
        var functions = new ReachedFunctions(document);
        foreach (var node in document.Nodes.Where(node => node.Name != name))
        {
            left.Bytes(1, node.Bytes.Span);
            functions.Add(node);
        }

        functions.Write(left, function => function.Bytes, function => function);
        return left.ToArray();
    }

    private static byte[] Call(EngineSession session, EngineModel model, int signature, int value)
    {
        using var frame = session.CreateFrame(signature);
        int size = model.Signatures[signature].Inputs[0].DataType is DataType.Int64 or DataType.Double ? 8 : 4;
        byte[] bytes = model.Signatures[signature].Inputs[0].DataType == DataType.Float ? BitConverter.GetBytes((float)value) : [(byte)value, .. new byte[size - 1]];
        frame.Write<byte>(0, bytes);
        frame.Run();
        return frame.ReadBytes(0, size);
    }

    private void Save(bool isResource, string prefix)
    {
        using var session = RealLibrary.Open(Model(isResource, restored: null));
        Set(session, 0, [1, 2, 3]);
        Set(session, 1, [4, 5, 6]);
        using var frame = session.CreateFrame(4);
        frame.WriteTexts(0, [System.Text.Encoding.UTF8.GetBytes(prefix)]);
        frame.Run();
        Assert.True(File.Exists(prefix + ".index"));
    }

    private static void Set(EngineSession session, int signature, float[] values)
    {
        using var frame = session.CreateFrame(signature);
        frame.Write<float>(0, values, values.Length);
        frame.Run();
    }

    private static float[] Read(EngineSession session, int signature)
    {
        using var frame = session.CreateFrame(signature);
        frame.Run();
        return MemoryMarshal.Cast<byte, float>(frame.ReadBytes(0, 3 * sizeof(float))).ToArray();
    }

    private static EngineModel Model(bool isResource, string? restored) => Model(isResource, restored, out _, out _);

    private static EngineModel Model(bool isResource, string? restored, out SaverNames saver, out string read)
    {
        var graph = new WireWriter();
        foreach (string name in new[] { "a", "b" })
        {
            var node = new NodeWriter(name, isResource ? "VarHandleOp" : "VariableV2").With("dtype", AttributeWriter.Type(DataType.Float)).With("shape", AttributeWriter.Shape(new TensorShape(3)));
            graph.Message(1, (isResource ? node.With("shared_name", AttributeWriter.Text(name)) : node).Write());
        }

        graph.Message(1, new NodeWriter("init", "NoOp").Write()).Message(4, new WireWriter().Varint(1, 1766));
        var builder = new GraphBuilder(new GraphDocument(graph.ToArray()));
        GraphVariable[] variables = [new("a", DataType.Float, isResource), new("b", DataType.Float, isResource)];
        var access = VariableNodes.Append(builder, variables);
        string[] set = [.. access.Select((one, index) => builder.Add(
            new NodeWriter(builder.Names.Take("set"), "Identity").Input(one.Value).WaitFor([one.Assign]).With("T", AttributeWriter.Type(DataType.Float))))];
        saver = SaverNodes.Append(builder, [new SavedVariable(variables[0], "first"), new SavedVariable(variables[1], "second/b")]);
        read = access[0].Read;
        return new EngineModel
        {
            Name = "added",
            Source = "added",
            GraphDef = builder.ToArray(),
            Signatures =
            [
                .. access.Select((one, index) => new EngineSignature($"set{index}", [new EngineTensor(one.Value, DataType.Float)], [new EngineTensor(set[index] + ":0", DataType.Float)])),
                .. access.Select((one, index) => new EngineSignature($"read{index}", [], [new EngineTensor(one.Read, DataType.Float)])),
                new EngineSignature("save", [new EngineTensor(saver.FilenameTensor, DataType.String)], [new EngineTensor(saver.SaveTensor, DataType.String)]),
            ],
            Restore = restored is null ? null : new RestoreStep(saver.FilenameTensor, saver.RestoreOperation, restored),
        };
    }
}
