using System.Runtime.InteropServices;
using System.Text.Json;
using TypedModels.Engines;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>A recorded answer of a graph without signatures: one input and outputs of floats.</summary>
internal sealed class GraphAnswer
{
    private readonly JsonElement _case;

    public GraphAnswer(string file, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(ModelFolders.Root, "answers", file + ".json")));
        _case = document.RootElement.Clone().GetProperty("cases").EnumerateArray().Single(recorded => recorded.GetProperty("case").GetString() == name);
    }

    public (float[] Values, long[] Shape) Output(string name) => Read(_case.GetProperty("outputs").GetProperty(name));

    /// <summary>Calls the first signature, and says whether the one output is as it was recorded.</summary>
    public void AssertIs(EngineSession session, string output)
    {
        using var frame = session.CreateFrame(0);
        AssertIs(frame, output);
    }

    public void AssertIs(CallFrame frame, string output)
    {
        var (input, shape) = Read(_case.GetProperty("inputs").EnumerateObject().Single().Value);
        frame.Write<float>(0, input, shape);
        frame.Run();
        var (expected, expectedShape) = Output(output);
        Assert.Equal(expectedShape, frame.OutputShape(0));
        Assert.All(frame.Read<float>(0).Zip(expected), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-5 + (1e-4 * Math.Abs(pair.Second)), $"{pair.First}, expected {pair.Second}"));
        frame.Clear();
    }

    private static (float[] Values, long[] Shape) Read(JsonElement tensor) =>
        (MemoryMarshal.Cast<byte, float>(tensor.GetProperty("data").GetBytesFromBase64()).ToArray(), [.. tensor.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())]);
}
