using System.Text.Json;

namespace TypedModels.Engine.Tests.Support;

/// <summary>What TensorFlow answered, in <c>models/answers</c>.</summary>
internal static class RecordedAnswers
{
    /// <summary>The tensors of a case.</summary>
    /// <param name="model">The name of the file.</param>
    /// <param name="name">The name of the case.</param>
    /// <param name="side"><c>inputs</c> or <c>outputs</c>.</param>
    /// <param name="tensor">The tensor's name.</param>
    public static RawTensor Find(string model, string name, string side, string tensor)
    {
        using var recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(ModelFolders.Models, "answers", model + ".json")));
        var found = recorded.RootElement.GetProperty("cases").EnumerateArray().Single(question => question.GetProperty("case").GetString() == name).GetProperty(side).GetProperty(tensor);
        return new RawTensor([.. found.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())], found.GetProperty("data").GetBytesFromBase64());
    }

    /// <summary>Compares floats.</summary>
    public static void AssertClose(RawTensor expected, RawTensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.As<float>().Zip(actual.As<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }
}
