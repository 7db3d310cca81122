using TypedModels.Formats.Extraction;
using TypedModels.Runtime;
using TypedModels.Runtime.Loading;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Loading;

/// <summary>A model that was exported again since its wrapper was compiled. The file stays here; what was compiled changes.</summary>
public sealed class DriftTests
{
    private readonly RecordedLog _log = new();
    private readonly ModelContract _defaults = Assert.Single(ContractExtractor.ExtractFolder(TestModels.FolderOf("defaults"), "defaults", "models/defaults").Document.TagSets);

    [Fact]
    public void TheSameContractIsNotMentioned()
    {
        using var model = Load(_defaults, new ScriptedEngine());

        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void ABreakingDifferenceIsRefusedWithADiff()
    {
        var compiled = With(
            inputs => [TestContract.Argument("x", DataType.Int32, -1), TestContract.Argument("gone", DataType.Float), .. inputs.Skip(1)],
            outputs => outputs);
        var error = Assert.Throws<ModelContractException>(() => Load(compiled, new ScriptedEngine()));

        string file = Path.Combine(TestModels.FolderOf("defaults"), "saved_model.pb");
        Assert.Equal(
            $"""
            {file} does not keep what defaults was compiled against ('!' breaks callers):
              ! serving_default: input x: int32 [?] → float [?]
              ! serving_default: input gone is gone
            Build the program with this model, or deploy the model it was built with.
            """,
            error.Message);
        Assert.Equal(file, error.File);
        Assert.Equal(2, error.Differences.Count);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void ASignatureThatIsGoneBreaks()
    {
        var compiled = _defaults with { Signatures = [.. _defaults.Signatures, TestContract.Signature("train", [], [TestContract.Argument("loss", DataType.Float)])] };
        var error = Assert.Throws<ModelContractException>(() => Load(compiled, new ScriptedEngine()));

        Assert.Contains("! train: the signature is gone", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACompatibleDifferenceIsLogged()
    {
        var compiled = With(inputs => inputs, outputs => [.. outputs.Take(1), outputs[1] with { Shape = new TensorShape(3) }, outputs[2]]);
        using var model = Load(compiled, new ScriptedEngine());

        Assert.Equal(
            "Information: defaults: the model on disk differs from the one compiled against, compatibly: ~ serving_default: output window: int32 [3] → int32 [2]",
            Assert.Single(_log.Lines));
    }

    [Fact]
    public void AnOutputMayHaveAnotherLengthThanItHad()
    {
        var compiled = With(inputs => inputs, outputs => [.. outputs.Take(1), outputs[1] with { Shape = new TensorShape(3) }, outputs[2]]);
        using var model = Load(compiled, new ScriptedEngine
        {
            OnRun = (frame, _) =>
            {
                frame.AnswerTexts(0, [], [0x61]);
                frame.Answer(1, [2], 3, 4);
                frame.Answer(2, [1], 1f);
            },
        });
        using var call = model.Begin(0);
        call.Input<float>(0, [1]);
        call.Input(1, (float?)null);
        call.Input(2, default(TextInput));
        call.Input<int>(3, default(TensorInput<int>));
        call.Run();

        Assert.Equal([3, 4], call.Results.Tensor<int>(1));
    }

    [Fact]
    public void AnInputThatWasAddedIsFedItsDefault()
    {
        var compiled = With(inputs => [.. inputs.Where(input => input.Key is "x" or "window")], outputs => outputs);
        var engine = new ScriptedEngine
        {
            OnRun = (frame, _) =>
            {
                Assert.Equal([7f], frame.Given<float>(0));
                Assert.Equal([5, 6], frame.Given<int>(1));
                Assert.Equal([2.5f], frame.Given<float>(2));
                Assert.Equal(["metre"], frame.GivenTexts(3));
                frame.AnswerTexts(0, [], []);
                frame.Answer(1, [2], 5, 6);
                frame.Answer(2, [1], 7f);
            },
        };
        using var model = Load(compiled, engine);
        Assert.Equal(4, Assert.Single(engine.Model!.Signatures).Inputs.Count);

        using var call = model.Begin(0);
        call.Input<float>(0, [7]);
        call.Input<int>(1, [5, 6]);
        call.Run();
        Assert.Equal([7], call.Results.Tensor<float>(2));
    }

    [Fact]
    public void OutputsThatCallersDoNotKnowAreNotFetched()
    {
        var engine = new ScriptedEngine();
        using var model = Load(With(inputs => inputs, outputs => [outputs[2]]), engine);

        Assert.Equal(DataType.Float, Assert.Single(engine.Model!.Signatures[0].Outputs).DataType);
    }

    private ModelContract With(Func<ValueList<ArgumentContract>, IEnumerable<ArgumentContract>> inputs, Func<ValueList<ArgumentContract>, IEnumerable<ArgumentContract>> outputs)
    {
        var signature = Assert.Single(_defaults.Signatures);
        return _defaults with { Signatures = [signature with { Inputs = inputs(signature.Inputs).ToValueList(), Outputs = outputs(signature.Outputs).ToValueList() }] };
    }

    private ModelSession Load(ModelContract compiled, ScriptedEngine engine) =>
        new ModelLoader(compiled, "Defaults", new ModelOptions { Source = TestModels.FolderOf("defaults"), Log = _log }, null, CancellationToken.None) { FindEngine = (_, _) => engine }.Load();
}
