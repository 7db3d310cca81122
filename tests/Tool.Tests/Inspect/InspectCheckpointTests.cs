using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using TypedModels.Formats.Checkpoints;
using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Inspect;

public sealed class InspectCheckpointTests : IDisposable
{
    private const string Version1 = "tests/Formats.Tests/Checkpoints/Version1/";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheJsonHasTheMembersThatScriptsRelyOn()
    {
        var json = (await Inspect(TestModels.FileOf("saver/model_a.ckpt-100"))).Json;

        Assert.Equal(["checkpoint", "format", "is_object_based", "elements", "bytes", "tensors", "difference"], Members(json));
        Assert.Equal(["name", "full_name", "dtype", "shape", "elements", "bytes", "parts", "statistics"], Members(json.GetProperty("tensors")[0]));
        Assert.Equal(["min", "max", "mean", "deviation", "zeros", "not_finite"], Members(json.GetProperty("tensors")[0].GetProperty("statistics")));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("difference").ValueKind);
        Assert.Equal("checkpoint", json.GetProperty("format").GetString());
    }

    [Fact]
    public async Task StatisticsAreThoseOfTheFiniteElements()
    {
        string prefix = Write(("x", DataType.Float, [8], Floats(1, 2, 4, 0, 0, -7, float.NaN, float.PositiveInfinity)));
        var statistics = TensorOf((await Inspect(prefix)).Json, "x").GetProperty("statistics");

        // Worked out by hand: the six finite ones sum up to 0, their squares to 70.
        Assert.Equal((-7, 4), (Number(statistics, "min"), Number(statistics, "max")));
        Assert.Equal(0, Number(statistics, "mean"), 1e-12);
        Assert.Equal(Math.Sqrt(70.0 / 6), Number(statistics, "deviation"), 1e-12);
        Assert.Equal((2, 2), (Number(statistics, "zeros"), Number(statistics, "not_finite")));
    }

    [Fact]
    public async Task StatisticsOfATrainedNetworkAreThoseOfItsBytes()
    {
        string prefix = TestModels.FileOf("saver/model_a.ckpt-100");
        var json = (await Inspect(prefix)).Json;
        using var checkpoint = Checkpoint.Open(prefix);

        foreach (string key in checkpoint.Keys)
        {
            var entry = checkpoint.Find(key)!;
            var bytes = new byte[entry.ElementCount * sizeof(float)];
            checkpoint.Read(entry, bytes);
            double[] values = [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(value => (double)value)];
            double mean = values.Average();
            var statistics = TensorOf(json, key).GetProperty("statistics");
            Assert.Equal((values.Min(), values.Max()), (Number(statistics, "min"), Number(statistics, "max")));
            Assert.Equal(mean, Number(statistics, "mean"), 1e-12);
            Assert.Equal(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), Number(statistics, "deviation"), 1e-12);
        }
    }

    [Fact]
    public async Task ATensorWithoutFiniteElementsHasNoMean()
    {
        string prefix = Write(("x", DataType.Float, [2], Floats(float.NaN, float.NegativeInfinity)), ("empty", DataType.Float, [0], []));
        var run = await Inspect(prefix);
        var text = await ToolRun.Of("inspect", prefix);

        Assert.Equal("""{"min":null,"max":null,"mean":null,"deviation":null,"zeros":0,"not_finite":2}""", Compact(TensorOf(run.Json, "x").GetProperty("statistics")));
        Assert.Equal("""{"min":null,"max":null,"mean":null,"deviation":null,"zeros":0,"not_finite":0}""", Compact(TensorOf(run.Json, "empty").GetProperty("statistics")));
        Assert.Contains("2 not finite", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatHasNoOrderHasNoStatistics()
    {
        string prefix = Write(
            ("flags", DataType.Bool, [4], [1, 0, 1, 1]), ("phases", DataType.Complex64, [1], Floats(3, 4)), ("tiny", DataType.Float8E5M2, [2], [0, 60]), ("count", DataType.Int64, [], BitConverter.GetBytes(-5L)));
        var json = (await Inspect(prefix)).Json;

        Assert.Equal(0.75, Number(TensorOf(json, "flags").GetProperty("statistics"), "mean"));
        Assert.Equal(-5, Number(TensorOf(json, "count").GetProperty("statistics"), "min"));
        Assert.Equal(JsonValueKind.Null, TensorOf(json, "phases").GetProperty("statistics").ValueKind);
        Assert.Equal(JsonValueKind.Null, TensorOf(json, "tiny").GetProperty("statistics").ValueKind);
    }

    [Fact]
    public async Task TextHasElementsAndNoSize()
    {
        string prefix = _folder.PathOf("text.ckpt");
        using (var writer = CheckpointWriter.Create(prefix))
        {
            writer.AddTexts("words", new TensorShape(2), ["one"u8.ToArray(), "two"u8.ToArray()]);
            writer.Complete();
        }

        var words = TensorOf((await Inspect(prefix)).Json, "words");
        Assert.Equal(("string", 2), (words.GetProperty("dtype").GetString(), words.GetProperty("elements").GetInt64()));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (words.GetProperty("bytes").ValueKind, words.GetProperty("statistics").ValueKind));
    }

    [Fact]
    public async Task VariablesOfTensorFlow2HaveTheirFullNamesBesideTheirKeys()
    {
        var json = (await Inspect(TestModels.FileOf("autoencoder/variables/variables"))).Json;
        var text = await ToolRun.Of("inspect", TestModels.FileOf("autoencoder/variables/variables"));
        var kernel = TensorOf(json, "tracked/0/.ATTRIBUTES/VARIABLE_VALUE");

        Assert.True(json.GetProperty("is_object_based").GetBoolean());
        Assert.Equal("enc1/kernel", kernel.GetProperty("full_name").GetString());
        Assert.Matches(@"(?m)^  enc1/kernel +float +\[64, 32\]", text.Output);
        Assert.DoesNotContain("tracked/", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(json.GetProperty("tensors").EnumerateArray(), tensor => tensor.GetProperty("name").GetString()!.StartsWith("_CHECKPOINTABLE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task APartitionedVariableIsOneTensorOfSeveralParts()
    {
        var json = (await Inspect(TestModels.FileOf("saver/sharded.ckpt"))).Json;

        Assert.Equal("""[6,4]""", Compact(TensorOf(json, "b").GetProperty("shape")));
        Assert.Equal((0, 2), (TensorOf(json, "a").GetProperty("parts").GetInt32(), TensorOf(json, "b").GetProperty("parts").GetInt32()));
        Assert.Equal(49, json.GetProperty("elements").GetInt64());
    }

    [Theory]
    [InlineData(Version1 + "model.ckpt", 18)]
    [InlineData(Version1 + "sharded.ckpt", 3)]
    [InlineData(Version1 + "sharded.ckpt-00001-of-00002", 3)]
    [InlineData("models/saver", 3)]
    [InlineData("models/saver/model_a.ckpt-100.index", 4)]
    [InlineData("models/saver/sharded.ckpt.data-00001-of-00003", 3)]
    [InlineData("models/autoencoder/variables", 12)]
    public async Task ACheckpointIsNamedByItsPrefixAFileOrItsFolder(string path, int tensors)
    {
        var run = await Inspect(TestModels.InRepository(path));

        Assert.Equal((0, tensors), (run.Code, run.Json.GetProperty("tensors").GetArrayLength()));
    }

    [Theory]
    [InlineData(".data-00000-of-00001")]
    [InlineData(".index")]
    public async Task ADamagedFileIsNamedAndExitsWith3(string ending)
    {
        string prefix = _folder.CopyAll(TestModels.FileOf("saver/model_a.ckpt-100"));
        byte[] bytes = await File.ReadAllBytesAsync(prefix + ending, TestContext.Current.CancellationToken);
        bytes[7] ^= 0x10;
        await File.WriteAllBytesAsync(prefix + ending, bytes, TestContext.Current.CancellationToken);
        var run = await ToolRun.Of("inspect", prefix);

        Assert.Equal((3, ""), (run.Code, run.Output));
        Assert.StartsWith($"error: {prefix}{ending}: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DamageInTextIsFoundToo()
    {
        string prefix = _folder.PathOf("text.ckpt");
        using (var writer = CheckpointWriter.Create(prefix))
        {
            writer.AddTexts("words", new TensorShape(1), ["some text"u8.ToArray()]);
            writer.Complete();
        }

        string data = prefix + ".data-00000-of-00001";
        byte[] bytes = await File.ReadAllBytesAsync(data, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(data, bytes, TestContext.Current.CancellationToken);

        Assert.Equal(3, (await ToolRun.Of("inspect", prefix)).Code);
    }

    [Theory]
    [InlineData("model.ckpt", "The file is a Keras model in HDF5, not a graph. Give it a name that ends in .h5")]
    [InlineData("model.h5", "The superblock")]
    public async Task AFileOfAnotherFormatIsNoCheckpoint(string name, string message)
    {
        string file = _folder.PathOf(name);
        await File.WriteAllBytesAsync(file, [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0], TestContext.Current.CancellationToken);
        var run = await ToolRun.Of("inspect", file);

        Assert.Equal(3, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models/saver/model_a.ckpt-100 --tensors", "--tags and --tensors are for models")]
    [InlineData("models/saver/model_a.ckpt-100 --tags serve", "--tags and --tensors are for models")]
    [InlineData("models/add --compare models/saver/model_a.ckpt-100", "--compare is for checkpoints, and")]
    [InlineData("models/saver/model_a.ckpt-100.meta --compare models/saver/model_a.ckpt-100", "--compare is for checkpoints, and")]
    public async Task OptionsForTheOtherKindAreRefusedAndExitWith2(string line, string message)
    {
        var run = await ToolRun.Of(["inspect", .. line.Split(' ').Select(word => word.StartsWith("models/", StringComparison.Ordinal) ? TestModels.InRepository(word) : word)]);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongListsAreCutWithoutAll()
    {
        string prefix = Write([.. Enumerable.Range(0, 30).Select(number => ($"v{number:d2}", DataType.Int8, Array.Empty<long>(), new[] { (byte)number }))]);
        var cut = await ToolRun.Of("inspect", prefix);
        var whole = await ToolRun.Of("inspect", prefix, "--all");

        Assert.Contains("and 6 more (--all)", cut.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("v24", cut.Output, StringComparison.Ordinal);
        Assert.Contains("v29", whole.Output, StringComparison.Ordinal);
    }

    private static Task<ToolRun> Inspect(string path) => ToolRun.Of("inspect", path, "--json");

    private static JsonElement TensorOf(JsonElement json, string name) => json.GetProperty("tensors").EnumerateArray().Single(tensor => tensor.GetProperty("name").GetString() == name);

    private static double Number(JsonElement statistics, string member) => statistics.GetProperty(member).GetDouble();

    private static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static byte[] Floats(params float[] values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return bytes;
    }

    private string Write(params (string Name, DataType Type, long[] Shape, byte[] Elements)[] tensors) => CheckpointFile.Write(_folder.PathOf("made.ckpt"), tensors);
}
