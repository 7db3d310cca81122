using System.Text.Json;
using System.Text.RegularExpressions;
using TypedModels.Formats.Extraction;
using TypedModels.Runtime;
using TypedModels.Runtime.Calls;

namespace TypedModels.Tests.Support;

/// <summary>A model of the repository with the answers that TensorFlow gave for it.</summary>
internal sealed partial class RecordedModel
{
    private const double Relative = 1e-4;
    private const double Absolute = 1e-5;

    private readonly RecordedCase[] _cases;

    public RecordedModel(string name)
        : this(name, ContractOf(name))
    {
    }

    /// <param name="name">The name of the answers.</param>
    /// <param name="contract">The signatures that are called; it may have some of the outputs alone.</param>
    public RecordedModel(string name, ModelContract contract)
    {
        Contract = contract;
        // The previews for human readers hold Infinity and NaN, which JSON does not know.
        using var document = JsonDocument.Parse(Unspeakable().Replace(File.ReadAllText(Path.Combine(TestModels.Folder, "answers", name.Replace('/', '.') + ".json")), "null"));
        _cases = [.. document.RootElement.GetProperty("cases").EnumerateArray().Where(element => element.TryGetProperty("outputs", out _) && contract.Signatures.Any(signature => signature.Key == element.GetProperty("signature").GetString())).Select(element => Read(element.Clone()))];
    }

    public ModelContract Contract { get; }

    public int Cases => _cases.Length;

    /// <summary>The contract of a model of the repository.</summary>
    public static ModelContract ContractOf(string name) =>
        ContractExtractor.ExtractFolder(TestModels.FolderOf(name), name.Split('/')[^1], "models/" + name).Document.TagSets.First(contract => contract.Tags is ["serve"]);

    /// <summary>Loads the model on an engine; on TensorFlow without its library the test is skipped.</summary>
    public static ModelSession Load(EngineKind engine, string name, ModelOptions? options = null, ModelContract? compiled = null)
    {
        Require(engine);
        return ModelSession.Load(compiled ?? ContractOf(name), (options ?? new ModelOptions()) with { Engine = engine, Source = TestModels.FolderOf(name) });
    }

    /// <summary>Skips the test where the engine is TensorFlow and its library is not named.</summary>
    public static void Require(EngineKind engine) =>
        Assert.SkipWhen(engine == EngineKind.TensorFlow && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TYPEDMODELS_TENSORFLOW")), "TYPEDMODELS_TENSORFLOW is not set: TensorFlow's library is needed.");

    /// <summary>The signature and the inputs of a recorded call.</summary>
    public (int Signature, FixedTensor[] Inputs) InputsOf(int index) => (_cases[index].Signature, _cases[index].Inputs);

    /// <summary>Makes one of the recorded calls and compares the answer.</summary>
    public void Check(ModelSession model, int index, CancellationToken token = default)
    {
        var recorded = _cases[index % _cases.Length];
        var answer = model.Call(recorded.Signature, recorded.Inputs, token);
        Assert.Equal(recorded.Outputs.Length, answer.Length);
        for (int slot = 0; slot < answer.Length; slot++)
        {
            var (type, expected) = recorded.Outputs[slot];
            Assert.Equal(expected.Shape.ToArray(), answer[slot].Shape.ToArray());
            if (type == DataType.Float)
            {
                CheckNumbers(expected.Elements, answer[slot].Elements);
            }
            else
            {
                Assert.Equal(expected.Elements.ToArray(), answer[slot].Elements.ToArray());
                Assert.Equal(expected.Texts.ToArray(), answer[slot].Texts.ToArray());
            }
        }
    }

    private static void CheckNumbers(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        var wanted = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(expected);
        var came = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(actual);
        for (int i = 0; i < wanted.Length; i++)
        {
            bool agrees = wanted[i].Equals(came[i]) || Math.Abs(wanted[i] - came[i]) <= Absolute + (Relative * Math.Abs(wanted[i]));
            Assert.True(agrees, $"element {i} is {came[i]}, expected {wanted[i]}");
        }
    }

    private RecordedCase Read(JsonElement element)
    {
        int index = Contract.Signatures.ToList().FindIndex(signature => signature.Key == element.GetProperty("signature").GetString());
        var signature = Contract.Signatures[index];
        return new RecordedCase(
            index,
            [.. signature.Inputs.Select(input => Value(Member(element.GetProperty("inputs"), input.Key)))],
            [.. signature.Outputs.Select(output => (output.DataType, Value(Member(element.GetProperty("outputs"), output.Key))))]);
    }

    // Layers of Keras that nobody named are numbered anew in each run of Python: what is alone is meant.
    private static JsonElement Member(JsonElement element, string key) => element.TryGetProperty(key, out var member) ? member : element.EnumerateObject().Single().Value;

    private static FixedTensor Value(JsonElement element)
    {
        long[] shape = [.. element.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())];
        return element.TryGetProperty("strings", out var strings)
            ? new FixedTensor(shape, [.. strings.EnumerateArray().Select(text => text.GetBytesFromBase64())])
            : new FixedTensor(shape, element.GetProperty("data").GetBytesFromBase64());
    }

    [GeneratedRegex(@"(?<=[\s\[,])-?(Infinity|NaN)(?=\s*[,\]])")]
    private static partial Regex Unspeakable();

    private sealed record RecordedCase(int Signature, FixedTensor[] Inputs, (DataType Type, FixedTensor Value)[] Outputs);
}
