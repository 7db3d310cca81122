using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Protobuf;
using TypedModels.TensorFlow;

namespace TypedModels.Engine.Tests.Checkpoints;

/// <summary>TensorFlow's own reader of checkpoints, asked through the operation <c>RestoreV2</c>, says what the files hold.</summary>
public sealed class CheckpointAgreementTests
{
    public static TheoryData<string> Prefixes =>
    [
        .. new[] { ModelFolders.Models, ModelFolders.Shared }.OfType<string>()
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.index", SearchOption.AllDirectories))
            .Where(file => !file.Contains("refused", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(ModelFolders.Repository, Path.ChangeExtension(file, null)).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Prefixes))]
    public void EveryTensorIsWhatTensorFlowRestores(string prefix)
    {
        var engine = FindTensorFlow();
        string path = Path.Combine(ModelFolders.Repository, prefix);
        using var checkpoint = Checkpoint.Open(path);
        var entries = checkpoint.Keys.Select(key => checkpoint.Find(key)!).Where(entry => entry.DataType is not (DataType.Resource or DataType.Variant)).ToArray();
        var model = Restoring(path, entries);
        using var session = engine.Open(model, new ModelOptions(), _ => { }, TestContext.Current.CancellationToken);
        var restored = RawTensor.Call(session, model, 0, default);

        for (int i = 0; i < entries.Length; i++)
        {
            Assert.Equal(restored[i].Shape, entries[i].Shape.Dimensions);
            if (restored[i].Texts is { } texts)
            {
                Assert.Equal(texts, checkpoint.ReadTexts(entries[i]).Select(text => text.ToArray()));
            }
            else
            {
                byte[] bytes = new byte[restored[i].Bytes.Length];
                checkpoint.Read(entries[i], bytes);
                Assert.Equal(restored[i].Bytes, bytes);
            }
        }
    }

    private static TensorFlowEngine FindTensorFlow()
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

    private static EngineModel Restoring(string prefix, CheckpointEntry[] entries)
    {
        var graph = new GraphBuilder()
            .Node("prefix", "Const", "", NodeAttribute.Type("dtype", DataType.String), ("value", Texts(null, prefix)))
            .Node("names", "Const", "", NodeAttribute.Type("dtype", DataType.String), ("value", Texts(entries.Length, [.. entries.Select(entry => entry.Key)])))
            .Node("slices", "Const", "", NodeAttribute.Type("dtype", DataType.String), ("value", Texts(entries.Length, [.. entries.Select(_ => "")])))
            .Node("restored", "RestoreV2", "prefix names slices", NodeAttribute.Types("dtypes", [.. entries.Select(entry => entry.DataType)]));
        return new EngineModel
        {
            Name = "restoring",
            Source = prefix,
            GraphDef = graph.ToArray(),
            Signatures = [new EngineSignature("call", [], [.. entries.Select((entry, i) => new EngineTensor($"restored:{i}", entry.DataType))])],
        };
    }

    private static WireWriter Texts(int? count, params string[] texts)
    {
        var shape = count is { } length ? new WireWriter().Message(2, new WireWriter().Varint(1, length)) : new WireWriter();
        var tensor = new WireWriter().Varint(1, (int)DataType.String).Message(2, shape);
        foreach (string text in texts)
        {
            tensor.Text(8, text);
        }

        return new WireWriter().Message(8, tensor);
    }
}
