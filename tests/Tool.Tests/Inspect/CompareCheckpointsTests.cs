using System.Text.Json;
using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Inspect;

public sealed class CompareCheckpointsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheSameCheckpointDiffersInNothing()
    {
        string prefix = TestModels.FileOf("saver/model_a.ckpt-100");
        var difference = Difference(await Compare(prefix, prefix));

        Assert.Equal(["other", "only_here", "only_there", "forms", "values", "same"], difference.EnumerateObject().Select(member => member.Name));
        Assert.Equal("[] [] [] []", Lists(difference));
        Assert.Equal(4, difference.GetProperty("same").GetInt32());
    }

    [Fact]
    public async Task EveryKindOfDifferenceIsToldApart()
    {
        string here = CheckpointFile.Write(
            _folder.PathOf("here.ckpt"),
            ("equal", DataType.Int32, [1], [1, 0, 0, 0]), ("mine", DataType.Int8, [], [1]), ("moved", DataType.Int8, [4], [1, 2, 3, 4]), ("shape", DataType.Int8, [2], [1, 2]), ("type", DataType.Int8, [], [1]));
        string there = CheckpointFile.Write(
            _folder.PathOf("there.ckpt"),
            ("equal", DataType.Int32, [1], [1, 0, 0, 0]), ("its", DataType.Int8, [], [1]), ("moved", DataType.Int8, [4], [1, 4, 3, 255]), ("shape", DataType.Int8, [2, 1], [1, 2]), ("type", DataType.UInt8, [], [1]));
        var json = await Compare(here, there);
        var text = await ToolRun.Of("inspect", here, "--compare", there);

        // Of [1, 2, 3, 4] against [1, 4, 3, -1] two elements differ, by 2 and by 5.
        Assert.Equal(
            """["mine"] ["its"] [{"name":"shape","here":"int8 [2]","there":"int8 [2, 1]"},{"name":"type","here":"int8 []","there":"uint8 []"}] [{"name":"moved","elements":2,"max_abs":5,"mean_abs":1.75}]""",
            Lists(Difference(json)));
        Assert.Equal(1, Difference(json).GetProperty("same").GetInt32());
        Assert.Matches("only here +mine", text.Output);
        Assert.Matches("only there +its", text.Output);
        Assert.Matches(@"other form +shape +int8 \[2\] → int8 \[2, 1\]", text.Output);
        Assert.Matches("other values +moved +2 elements differ, by up to 5, 1.75 on average", text.Output);
        Assert.Contains("1 tensor is the same", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADecoderThatWasTrainedFurtherHasOtherValuesAlone()
    {
        var difference = Difference(await Compare(TestModels.FileOf("shared_encoder/decoder_b.ckpt"), TestModels.FileOf("shared_encoder/decoder_b_finetuned.ckpt")));

        Assert.Equal(4, difference.GetProperty("values").GetArrayLength());
        Assert.Equal((0, 0, 0), (difference.GetProperty("only_here").GetArrayLength(), difference.GetProperty("only_there").GetArrayLength(), difference.GetProperty("same").GetInt32()));
    }

    [Fact]
    public async Task ADifferenceThatIsNoNumberIsNull()
    {
        string here = CheckpointFile.Write(_folder.PathOf("here.ckpt"), ("x", DataType.Float, [2], [0, 0, 0xC0, 0x7F, 0, 0, 0x80, 0x3F]));
        string there = CheckpointFile.Write(_folder.PathOf("there.ckpt"), ("x", DataType.Float, [2], [0, 0, 0, 0, 0, 0, 0x80, 0x3F]));

        Assert.Equal("""[{"name":"x","elements":1,"max_abs":null,"mean_abs":null}]""", Compact(Difference(await Compare(here, there)).GetProperty("values")));
    }

    [Fact]
    public async Task WhatDescribesTheObjectsIsNoVariable()
    {
        var difference = Difference(await Compare(TestModels.FileOf("autoencoder/variables/variables"), TestModels.FileOf("pipeline/encoder")));

        Assert.DoesNotContain("_CHECKPOINTABLE", Compact(difference), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherCheckpointThatIsNotThereExitsWith3()
    {
        string prefix = TestModels.FileOf("saver/model_a.ckpt-100");
        var other = await Compare(prefix, TestModels.FileOf("saver/model_z"));
        var first = await Compare(TestModels.FileOf("saver/model_z"), prefix);

        Assert.Equal((3, "", 3, ""), (other.Code, other.Output, first.Code, first.Output));
        Assert.Contains("There is no checkpoint of this name", other.Error, StringComparison.Ordinal);
        Assert.Contains("There is no checkpoint of this name", first.Error, StringComparison.Ordinal);
    }

    private static Task<ToolRun> Compare(string here, string there) => ToolRun.Of("inspect", here, "--compare", there, "--json");

    private static JsonElement Difference(ToolRun run) => run.Json.GetProperty("difference");

    private static string Lists(JsonElement difference) => string.Join(' ', new[] { "only_here", "only_there", "forms", "values" }.Select(list => Compact(difference.GetProperty(list))));

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
