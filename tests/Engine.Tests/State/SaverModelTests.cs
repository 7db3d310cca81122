using System.Text.Json;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;

namespace TypedModels.Engine.Tests.State;

/// <summary>Graphs of <c>tf.train.Saver</c>, restored by their own operations: reference variables, scopes, several files of data, partitioned variables.</summary>
public sealed class SaverModelTests
{
    public static TheoryData<string, string, string, string> Models => new()
    {
        { "model_a.ckpt-100.meta", "model_a.ckpt-100", "saver_model_a", "" },
        { "model_b.ckpt-100.meta", "model_b.ckpt-100", "saver_model_b", "" },
        { "sharded.ckpt.meta", "sharded.ckpt", "saver_sharded", "" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void ARestoredGraphAnswersAsRecorded(string meta, string checkpoint, string answers, string scope)
    {
        string folder = Path.Combine(ModelFolders.Models, "saver");
        using var recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(ModelFolders.Models, "answers", answers + ".json")));
        var question = recorded.RootElement.GetProperty("cases")[0];
        var (inputName, input) = ReadOnly(question.GetProperty("inputs"));
        var (outputName, expected) = ReadOnly(question.GetProperty("outputs"));
        var model = ModelFolders.ReadSaver(
            Path.Combine(folder, meta), Path.Combine(folder, checkpoint), [new EngineTensor($"{scope}{inputName}:0", DataType.Float)], [new EngineTensor($"{scope}{outputName}:0", DataType.Float)]);

        using var session = new ManagedEngine().Open(model, new ModelOptions(), _ => { }, TestContext.Current.CancellationToken);
        var answer = RawTensor.Call(session, model, 0, default, input)[0];

        Assert.Equal(expected.Shape, answer.Shape);
        Assert.All(expected.As<float>().Zip(answer.As<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    private static (string Name, RawTensor Tensor) ReadOnly(JsonElement tensors)
    {
        var (name, tensor) = tensors.EnumerateObject().Select(property => (property.Name, property.Value)).Single();
        return (name, new RawTensor([.. tensor.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())], tensor.GetProperty("data").GetBytesFromBase64()));
    }
}
