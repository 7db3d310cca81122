namespace TypedModels.Generator.Tests.Emit;

/// <summary>Generated code, run against its own doubles.</summary>
public class FakeTests
{
    private const string Signatures =
        """
        signature describe
          input any float [...]
          input name string []
          input words string [?]
          input scale half [] = 0.5
          input bias float [] = 2.5
          output any float [...]
          output name string []
          output words string [?]
        signature none
          output y float []
        signature serving_default
          input x float [?, 3]
          input offset float []
          output count int32 []
          output sum float [?]
        signature tokens
          input features float [?, 4] sparse
          input ids int64 [?, ?] ragged 1 int64
          output features float [?, 4] sparse
          output ids int64 [?, ?] ragged 1 int64
        """;

    [Fact]
    public void AnswersComeFromTheDelegates() => Assert.Equal("3 2: 7 16", Run(
        """
        var model = Model.Fake(predict: (x, offset) => new() { Sum = Tensor.Create(new[] { x[0, 0] + offset, x[0, 1] + x[1, 2] + offset }, [2]), Count = (int)x.FlattenedLength / 2 });
        var result = model.Predict([2, 5, 3, 4, 5, 6], offset: 5);
        return $"{result.Count} {result.Sum.Lengths[0]}: {result.Sum[0]} {result.Sum[1]}";
        """));

    [Fact]
    public void ResultsAreWrittenIntoTheCallersMemory() => Assert.Equal("[2] 9: 1 2 0", Run(
        """
        var model = Model.Fake(predict: (x, offset) => new() { Sum = Tensor.Create(new float[] { 1, 2 }, [2]), Count = 9 });
        var buffer = new float[3];
        var sizes = model.PredictInto(buffer, new float[2, 3], 0);
        return $"{sizes.Sum} {sizes.Count}: {buffer[0]} {buffer[1]} {buffer[2]}";
        """));

    [Fact]
    public void AsynchronousCallsTakeTheirArgumentsAtOnce() => Assert.Equal("1", Run(
        """
        var model = Model.Fake(predict: (x, offset) => new() { Sum = Tensor.Create(new[] { x[0, 0] }, [1]), Count = 0 });
        float[] x = [1, 2, 3];
        var task = model.PredictAsync(x, 0);
        x[0] = 100;
        return task.GetAwaiter().GetResult().Sum[0].ToString();
        """));

    [Fact]
    public void TextUnknownRankAndDefaults() => Assert.Equal("scalar 7, né, 2 words, 0.5, 2.5 -> né!", Run(
        """
        var model = Model.Fake(describe: (any, name, words, scale, bias) => new()
        {
            Any = any,
            Name = (any.IsScalar ? "scalar " + any.Scalar : "tensor") + $", {name}, {words.FlattenedLength} words, {scale}, {bias} -> " + (string)words[1],
            Words = words,
        });
        return model.Describe(TensorInput.Scalar(7f), "né", new[] { "a", "né!" }).Name;
        """));

    [Fact]
    public void SparseAndRaggedArguments() => Assert.Equal("1 3,7 | 2 rows of 1 2 3", Run(
        """
        var model = Model.Fake(tokens: (features, ids) => new() { Features = features, Ids = ids });
        var result = model.Tokens(new SparseTensor<float>([0, 3], [7], [1, 4]), new long[][] { [1], [2, 3] });
        return $"{result.Features.Values.Length} {result.Features.Indices[1]},{result.Features.Values[0]} | {result.Ids.RowCount} rows of {string.Join(" ", result.Ids.Values)}";
        """));

    [Fact]
    public void ASignatureWithoutInputs() => Assert.Equal("called", Run(
        """
        string said = "";
        Model.Fake(none: () => { said = "called"; return new() { Y = 1 }; }).None();
        return said;
        """));

    [Fact]
    public void AnAnswerThatBreaksTheContractIsRefused() => Assert.Contains("sum", Run(
        """
        var model = Model.Fake(predict: (x, offset) => new() { Sum = Tensor.Create(new float[4], [2, 2]), Count = 9 });
        try { model.Predict([1, 2, 3], 0); return "accepted"; }
        catch (System.Exception exception) { return exception.Message; }
        """), StringComparison.Ordinal);

    [Fact]
    public void NoAnswerIsNamed() => Assert.Contains("answer", Run(
        """
        try { Model.Fake(predict: (x, offset) => null!).Predict([1, 2, 3], 0); return "accepted"; }
        catch (System.Exception exception) { return exception.ToString(); }
        """), StringComparison.Ordinal);

    [Fact]
    public void ACallWithoutAnAnswerSaysSo() => Assert.StartsWith("Model.Fake was given no answer for the signature 'serving_default'", Run(
        """
        try { Model.Fake().Predict([1, 2, 3], 0); return "answered"; }
        catch (System.Exception exception) { return exception.Message; }
        """), StringComparison.Ordinal);

    [Fact]
    public void AWrongArgumentIsNamedWithClassAndMethod() => Assert.StartsWith("Model.Predict: x is [1, 4], expected [?, 3] (axis 1: 4 ≠ 3)", Run(
        """
        try { Model.Fake().Predict(new float[1, 4], 0); return "accepted"; }
        catch (TensorArgumentException exception) { return exception.Message; }
        """), StringComparison.Ordinal);

    [Fact]
    public void HooksAreCalled() => Assert.Equal("loaded fake; called serving_default", Run(
        """
        Model.Fake(predict: (x, offset) => new() { Sum = Tensor.Create(new float[1], [1]), Count = 0 }).Predict([1, 2, 3], 0);
        return Model.Log;
        """,
        """
        public static string Log = "";
        partial void OnLoaded(ModelInfo info) => Log += "loaded " + info.Engine;
        partial void OnCalled(in CallInfo call) => Log += "; called " + call.Signature;
        """));

    [Fact]
    public void TheContractIsThere() => Assert.Equal("describe none serving_default tokens", Run("""return string.Join(" ", Model.Contract.Signatures.Select(signature => signature.Key));"""));

    [Fact]
    public void ResultsAreJson() => Assert.Equal("""{"Count":3,"Sum":{"shape":[2],"data":[1,"Infinity"]}} 3""", Run(
        """
        var result = new Model.PredictResult { Sum = Tensor.Create(new[] { 1, float.PositiveInfinity }, [2]), Count = 3 };
        string json = JsonSerializer.Serialize(result, Model.Json.TypeInfo<Model.PredictResult>());
        return json + " " + JsonSerializer.Deserialize(json, Model.Json.TypeInfo<Model.PredictResult>())!.Count;
        """));

    [Fact]
    public void AnyWrapperCanBeUsedThroughItsInterface() => Assert.Equal("Model", Run(
        """
        static string NameOf<T>() where T : ITypedModel<T> => T.Contract.Model == "m" ? typeof(T).Name : "";
        return NameOf<Model>();
        """));

    [Fact]
    public void AfterDisposeACallSaysSo() => Assert.Equal("ObjectDisposedException", Run(
        """
        var model = Model.Fake(none: () => new() { Y = 1 });
        model.Dispose();
        try { model.None(); return "ran"; }
        catch (System.Exception exception) { return exception.GetType().Name; }
        """));

    private static string Run(string body, string members = "")
    {
        var assembly = GeneratorRun.Of(
            $$"""
            using System.Linq;
            using System.Numerics.Tensors;
            using System.Text.Json;
            using TypedModels;
            [TfModel("models/m")]
            internal partial class Model
            {
                {{members}}
            }
            internal static class Program
            {
                public static string Main()
                {
                    {{body}}
                }
            }
            """,
            Contracts.Of("models/m", Signatures)).Load();
        return (string)assembly.GetType("Program")!.GetMethod("Main")!.Invoke(null, null)!;
    }
}
