using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Text.Json;
using TypedModels.Runtime;

namespace TypedModels.Generator.Tests.Json;

/// <summary>Results as JSON and back, with the serialiser's reflection switched off for the whole test project.</summary>
public class JsonResultTests
{
    private static readonly ModelJsonResolver s_resolver = new(
        new JsonResult<Numbers>(static values => new Numbers
        {
            Single = (float)values[0]!,
            Double = (double)values[1]!,
            Half = (Half)values[2]!,
            Brain = (BFloat16)values[3]!,
            Long = (long)values[4]!,
            Unsigned = (ulong)values[5]!,
            Flag = (bool)values[6]!,
            Text = (TensorString)values[7]!,
            Complex = (Complex)values[8]!,
        })
            .Scalar("Single", static result => result.Single)
            .Scalar("Double", static result => result.Double)
            .Scalar("Half", static result => result.Half)
            .Scalar("Brain", static result => result.Brain)
            .Scalar("Long", static result => result.Long)
            .Scalar("Unsigned", static result => result.Unsigned)
            .Scalar("Flag", static result => result.Flag)
            .Scalar("Text", static result => result.Text)
            .Scalar("Complex", static result => result.Complex),
        new JsonResult<Tensors>(static values => new Tensors
        {
            Values = (Tensor<float>)values[0]!,
            Words = (Tensor<TensorString>)values[1]!,
            Any = (AnyRankTensor<TensorString>)values[2]!,
            Sparse = (SparseTensor<int>)values[3]!,
            Ragged = (RaggedTensor<Complex64>)values[4]!,
        })
            .Tensor("Values", static result => result.Values)
            .Tensor("Words", static result => result.Words)
            .AnyRank("Any", static result => result.Any)
            .Sparse("Sparse", static result => result.Sparse)
            .Ragged("Ragged", static result => result.Ragged),
        new JsonResult<Nothing>(static _ => new Nothing()));

    [Fact]
    public void ReflectionIsOff() => Assert.False(JsonSerializer.IsReflectionEnabledByDefault);

    [Fact]
    public void NumbersKeepEveryBit()
    {
        var numbers = new Numbers
        {
            Single = float.NaN,
            Double = -0.0,
            Half = Half.Epsilon,
            Brain = (BFloat16)3.140625f,
            Long = long.MinValue,
            Unsigned = ulong.MaxValue,
            Flag = true,
            Text = "naïve \0 \"",
            Complex = new Complex(double.NegativeInfinity, 1e-320),
        };
        string json = JsonSerializer.Serialize(numbers, s_resolver.TypeInfo<Numbers>());
        Assert.Equal(
            """{"Single":"NaN","Double":-0,"Half":5.9604645E-08,"Brain":3.140625,"Long":-9223372036854775808,"Unsigned":18446744073709551615,"Flag":true,"Text":"na\u00EFve \u0000 \u0022","Complex":["-Infinity",1E-320]}""",
            json);
        var read = JsonSerializer.Deserialize(json, s_resolver.TypeInfo<Numbers>())!;
        Assert.True(float.IsNaN(read.Single));
        Assert.True(double.IsNegative(read.Double));
        Assert.Equal((numbers.Half, numbers.Brain, numbers.Long, numbers.Unsigned, numbers.Flag, numbers.Text, numbers.Complex), (read.Half, read.Brain, read.Long, read.Unsigned, read.Flag, read.Text, read.Complex));
    }

    [Fact]
    public void TensorsKeepTheirShape()
    {
        var tensors = new Tensors
        {
            Values = Tensor.Create(Array.Empty<float>(), [0, 3]),
            Words = Tensor.Create(new TensorString[] { "a", new byte[] { 0xff, 0x00 } }, [2, 1]),
            Any = new AnyRankTensor<TensorString>(new TensorString([0xfe])),
            Sparse = new SparseTensor<int>([0, 1], [7], [2, 3]),
            Ragged = new RaggedTensor<Complex64>([new(1, 2), new(3, 4)], [[0, 0, 2]], 1),
        };
        string json = JsonSerializer.Serialize(tensors, s_resolver.TypeInfo<Tensors>());
        Assert.Equal(
            """{"Values":{"shape":[0,3],"data":[]},"Words":{"shape":[2,1],"data":["a",{"base64":"/wA="}]},"Any":{"base64":"/g=="},"Sparse":{"shape":[2,3],"indices":[0,1],"values":[7]},"Ragged":{"row_splits":[[0,0,2]],"inner_shape":[1],"values":[[1,2],[3,4]]}}""",
            json);
        var read = JsonSerializer.Deserialize(json, s_resolver.TypeInfo<Tensors>())!;
        Assert.Equal([0, 3], read.Values.Lengths);
        Assert.Equal([2, 1], read.Words.Lengths);
        Assert.Equal(tensors.Words.ToArray(), read.Words.ToArray());
        Assert.Equal(tensors.Any.Scalar, read.Any.Scalar);
        Assert.Equal((long[])[0, 1], read.Sparse.Indices);
        Assert.Equal(tensors.Ragged.Values, read.Ragged.Values);
        Assert.Equal(json, JsonSerializer.Serialize(read, s_resolver.TypeInfo<Tensors>()));
    }

    [Fact]
    public void StridedTensorsAreWrittenRowByRow()
    {
        var wide = Tensor.Create(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        var column = wide.Slice([NRange.All, new NRange(1, 3)]);
        string json = JsonSerializer.Serialize(TensorsWith(column), s_resolver.TypeInfo<Tensors>());
        Assert.Contains("""{"shape":[2,2],"data":[2,3,5,6]}""", json, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRandomTensorComesBackTheSame()
    {
        var random = new Random(5);
        for (int i = 0; i < 200; i++)
        {
            nint[] lengths = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (nint)random.Next(0, 4))];
            float[] data = [.. Enumerable.Range(0, (int)lengths.Aggregate((nint)1, (a, b) => a * b)).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];
            var read = RoundTrip(TensorsWith(Tensor.Create(data, lengths)));
            Assert.Equal(lengths, read.Values.Lengths);
            var flat = new float[data.Length];
            read.Values.FlattenTo(flat);
            Assert.Equal(data, flat);
        }
    }

    [Fact]
    public void AnyRankHoldsBoth()
    {
        var tensors = TensorsWith(Tensor.Create(new float[] { 1 }, [1]));
        Assert.True(RoundTrip(tensors).Any.IsScalar);
        var ranked = new Tensors { Values = tensors.Values, Words = tensors.Words, Sparse = tensors.Sparse, Ragged = tensors.Ragged, Any = Tensor.Create(new TensorString[] { "x", "y" }, [2]) };
        Assert.Equal(2, RoundTrip(ranked).Any.Tensor.FlattenedLength);
    }

    [Fact]
    public void NamesFollowTheOptions()
    {
        var info = s_resolver.TypeInfo<Tensors>(new JsonSerializerOptions(JsonSerializerDefaults.Web));
        string json = JsonSerializer.Serialize(TensorsWith(Tensor.Create(new float[] { 1 }, [1])), info);
        Assert.StartsWith("{\"values\":", json);
        Assert.NotNull(JsonSerializer.Deserialize(json, info));
    }

    [Fact]
    public void ListsAndArraysOfResultsAreKnown()
    {
        Tensors[] two = [TensorsWith(Tensor.Create(new float[] { 1 }, [1])), TensorsWith(Tensor.Create(new float[] { 2 }, [1]))];
        Assert.Equal(2, JsonSerializer.Deserialize(JsonSerializer.Serialize(two, s_resolver.TypeInfo<Tensors[]>()), s_resolver.TypeInfo<List<Tensors>>())!.Count);
    }

    [Fact]
    public void AResultWithoutOutputsIsAnEmptyObject()
    {
        string json = JsonSerializer.Serialize(new Nothing(), s_resolver.TypeInfo<Nothing>());
        Assert.Equal("{}", json);
        Assert.NotNull(JsonSerializer.Deserialize(json, s_resolver.TypeInfo<Nothing>()));
    }

    [Fact]
    public void NumbersOfDotNetAreLeftToOthers()
    {
        Assert.Null(s_resolver.GetTypeInfo(typeof(float), JsonSerializerOptions.Default));
        Assert.NotNull(s_resolver.GetTypeInfo(typeof(TensorString), JsonSerializerOptions.Default));
        Assert.NotNull(s_resolver.GetTypeInfo(typeof(Tensor<float>), JsonSerializerOptions.Default));
        Assert.Throws<NotSupportedException>(() => s_resolver.TypeInfo<Uri>());
    }

    [Fact]
    public void AMissingOutputIsAnError()
    {
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"Values":{"shape":[1],"data":[1]}}""", s_resolver.TypeInfo<Tensors>()));
        Assert.Contains("'Words', 'Any', 'Sparse', 'Ragged'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "Expected a tensor, {\"shape\": …, \"data\": …}, got Null.")]
    [InlineData("[1]", "Expected a tensor, {\"shape\": …, \"data\": …}, got StartArray.")]
    [InlineData("{\"data\":[1]}", "\"shape\" is missing.")]
    [InlineData("{\"shape\":[1]}", "\"data\" is missing.")]
    [InlineData("{\"shape\":[2,2],\"data\":[1]}", "A tensor of shape [2, 2] has 4 elements, got 1.")]
    [InlineData("{\"shape\":[],\"data\":[1]}", "[] is not the shape of a tensor: expected at least one axis and no negative length.")]
    [InlineData("{\"shape\":[-1],\"data\":[1]}", "[-1] is not the shape of a tensor: expected at least one axis and no negative length.")]
    [InlineData("{\"shape\":[4611686018427387904,4],\"data\":[]}", "Arithmetic operation resulted in an overflow.")]
    [InlineData("{\"shape\":[1.5],\"data\":[1]}", "Expected a number that Int64 holds, got 1.5.")]
    [InlineData("{\"shape\":[1],\"data\":[\"one\"]}", "Expected a number, \"NaN\", \"Infinity\" or \"-Infinity\", got one.")]
    [InlineData("{\"shape\":[1],\"data\":[null]}", "Expected a number, \"NaN\", \"Infinity\" or \"-Infinity\", got Null.")]
    public void WhatIsNoTensorIsNamed(string tensor, string message)
    {
        string json = JsonSerializer.Serialize(TensorsWith(Tensor.Create(new float[] { 1 }, [1])), s_resolver.TypeInfo<Tensors>())
            .Replace("""{"shape":[1],"data":[1]}""", tensor, StringComparison.Ordinal);
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, s_resolver.TypeInfo<Tensors>()));
        Assert.StartsWith(message, error.Message);
    }

    private static Tensors TensorsWith(Tensor<float> values) => new()
    {
        Values = values,
        Words = Tensor.Create(new TensorString[] { "" }, [1, 1]),
        Any = new AnyRankTensor<TensorString>("text"),
        Sparse = new SparseTensor<int>([], [], [3]),
        Ragged = new RaggedTensor<Complex64>([], [[0]]),
    };

    private static Tensors RoundTrip(Tensors tensors) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(tensors, s_resolver.TypeInfo<Tensors>()), s_resolver.TypeInfo<Tensors>())!;

    private sealed class Numbers
    {
        public required float Single { get; init; }

        public required double Double { get; init; }

        public required Half Half { get; init; }

        public required BFloat16 Brain { get; init; }

        public required long Long { get; init; }

        public required ulong Unsigned { get; init; }

        public required bool Flag { get; init; }

        public required TensorString Text { get; init; }

        public required Complex Complex { get; init; }
    }

    private sealed class Tensors
    {
        public required Tensor<float> Values { get; init; }

        public required Tensor<TensorString> Words { get; init; }

        public required AnyRankTensor<TensorString> Any { get; init; }

        public required SparseTensor<int> Sparse { get; init; }

        public required RaggedTensor<Complex64> Ragged { get; init; }
    }

    private sealed class Nothing;
}
