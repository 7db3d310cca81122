using TypedModels.Tool.Conversion;
using TypedModels.Tool.Models;
using TypedModels.Tool.Terminal;
using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Conversion;

/// <summary>A conversion that does not come to its end leaves what was there, and nothing else.</summary>
public sealed class FailedConversionTests : IDisposable
{
    private const string Signature = "serving_default: input -> output";

    private static readonly string s_modelA = TestModels.FileOf("saver/model_a.ckpt-100.meta");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3, "There is no checkpoint of this name", "--checkpoint", "models/saver/model_c.ckpt-100")]
    [InlineData(3, "does not fit the variables", "--checkpoint", "models/saver/model_b.ckpt-100")]
    [InlineData(3, "encoder.ckpt", "--checkpoint", "models/saver/model_a.ckpt-100", "--checkpoint", "models/shared_encoder/encoder.ckpt")]
    [InlineData(2, "The answers are of 'input_to_output', and the SavedModel would have 'serving_default'", "--answers", "models/answers/saver_model_a.json")]
    [InlineData(2, "did you mean 'output:0'?", "--signature", "other: input -> outptu")]
    [InlineData(2, "which no input feeds", "--signature", "other: -> output")]
    [InlineData(2, "expected \"key: input:0 -> output:0\"", "--signature", "input -> output")]
    [InlineData(2, "expected \"key: input:0 -> output:0\"", "--signature", "other: input")]
    [InlineData(5, "nowhere.json", "--answers", "models/nowhere.json")]
    public async Task NothingIsLeftBehind(int code, string message, params string[] options)
    {
        string[] rest = [.. options.Select(option => option.StartsWith("models/", StringComparison.Ordinal) ? TestModels.InRepository(option) : option)];
        var run = await ToolRun.Of(["convert", s_modelA, _folder.PathOf("new/converted"), "--signature", Signature, .. rest]);

        Assert.Equal((code, ""), (run.Code, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split("error: ", StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(_folder.Entries);
    }

    [Fact]
    public async Task AGraphWithoutSignaturesNeedsThemNamed()
    {
        var run = await ToolRun.Of("convert", s_modelA, _folder.PathOf("converted"));

        Assert.Equal(3, run.Code);
        Assert.Contains("--input input:0 --output output:0", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Entries);
    }

    [Fact]
    public async Task AFolderThatIsThereIsNotOverwritten()
    {
        string file = _folder.Write("precious.txt", "precious");
        var folder = await ToolRun.Of("convert", s_modelA, Path.GetDirectoryName(file)!, "--signature", Signature);
        var named = await ToolRun.Of("convert", s_modelA, file, "--signature", Signature);

        Assert.Equal((2, 2), (folder.Code, named.Code));
        Assert.Contains("is there already, and not empty", folder.Error, StringComparison.Ordinal);
        Assert.Contains("is there already, and is a file", named.Error, StringComparison.Ordinal);
        Assert.Equal(["precious.txt"], _folder.Entries);
        Assert.Equal("precious", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnEmptyFolderIsTakenAndMissingOnesAreMade()
    {
        string empty = Directory.CreateDirectory(_folder.PathOf("empty")).FullName;
        var taken = await ToolRun.Of("convert", s_modelA, empty + Path.DirectorySeparatorChar, "--signature", Signature);
        var made = await ToolRun.Of("convert", s_modelA, _folder.PathOf("a/b/c"), "--signature", Signature);

        Assert.Equal((0, 0), (taken.Code, made.Code));
        Assert.Equal(["a", "empty"], _folder.Entries);
        Assert.True(File.Exists(_folder.PathOf("a/b/c/saved_model.pb")) && File.Exists(Path.Combine(empty, "saved_model.pb")));
    }

    [Fact]
    public void AnInterruptedConversionLeavesNothing()
    {
        var source = new CallableModel(OpenedModel.Open(TestModels.FolderOf("autoencoder")), new ModelSelection());
        var conversion = new ModelConversion(source, _folder.PathOf("new/converted"), null, new Progress(null), new CancellationToken(canceled: true));

        Assert.ThrowsAny<OperationCanceledException>(conversion.Run);
        Assert.Empty(_folder.Entries);
    }

    [Fact]
    public async Task AMissingModelIsSaidAndExitsWith3()
    {
        var run = await ToolRun.Of("convert", _folder.PathOf("nowhere.meta"), _folder.PathOf("converted"), "--signature", Signature);

        Assert.Equal(3, run.Code);
        Assert.Empty(_folder.Entries);
    }
}
