using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats;

namespace TypedModels.Engine.Tests.Loading;

/// <summary>Variables that are given values at load and later, and read.</summary>
public sealed class RestoreTests
{
    private static readonly string[] s_decoders = ["decoder_a", "decoder_b", "decoder_c"];

    private static readonly RawTensor s_input = RecordedAnswers.Find("shared_encoder", "before", "inputs", "input");

    [Theory]
    [InlineData("model_a")]
    [InlineData("model_b")]
    public void ValuesThatAreGivenAtLoadAnswerAsRecorded(string name)
    {
        string prefix = Path.Combine(ModelFolders.Models, "saver", name + ".ckpt-100");
        var model = VariableModels.FromCheckpoint(prefix + ".meta", prefix, ("input:0", "output:0"));
        using var session = VariableModels.Open(model);
        var answer = RawTensor.Call(session, model, 0, default, RecordedAnswers.Find("saver_" + name, "batch", "inputs", "input"))[0];

        RecordedAnswers.AssertClose(RecordedAnswers.Find("saver_" + name, "batch", "outputs", "output"), answer);
    }

    [Fact]
    public void VariablesAreNotLookedForBeforeTheyAreRestored()
    {
        var model = Whole();
        var counted = new CountedList<EngineVariable>(model.Variables);
        var folder = ModelFolders.Read(Path.Combine(ModelFolders.Models, "counter")) with { Variables = counted };
        using (new ManagedEngine().Open(folder, new ModelOptions(), _ => { }, CancellationToken.None))
        {
            Assert.Equal(0, counted.Looks);
        }

        using var session = VariableModels.Open(model with { Variables = counted });
        VariableModels.Restore(session, FineTuned(model));
        Assert.Equal(1, counted.Looks);
    }

    [Fact]
    public void ARestoreChangesTheAnswersOfWhatItRestoresAndNoOthers()
    {
        var model = Whole();
        using var session = VariableModels.Open(model);
        AssertAnswers(session, model, "before");
        VariableModels.Restore(session, FineTuned(model));

        AssertAnswers(session, model, "decoder_b_finetuned");
    }

    [Fact]
    public void APreparedRestoreThatIsDisposedChangesNothing()
    {
        var model = Whole();
        using var session = VariableModels.Open(model);
        session.Prepare(FineTuned(model), CancellationToken.None).Dispose();

        AssertAnswers(session, model, "before");
    }

    [Fact]
    public async Task CallsSeeTheValuesOfBeforeUntilTheCommit()
    {
        var model = Whole();
        using var session = VariableModels.Open(model);
        using var stop = new CancellationTokenSource();
        var calls = Task.Run(() =>
        {
            int count = 0;
            for (; !stop.IsCancellationRequested || count == 0; count++)
            {
                AssertAnswers(session, model, "before");
            }

            return count;
        });
        PreparedRestore? prepared = null;
        for (int i = 0; i < 20; i++)
        {
            prepared?.Dispose();
            prepared = session.Prepare(FineTuned(model), CancellationToken.None);
        }

        await stop.CancelAsync();
        Assert.True(await calls > 0);
        prepared!.Commit();
        AssertAnswers(session, model, "decoder_b_finetuned");
    }

    [Fact]
    public void AVariableThatCallsWriteGoesOnFromWhatItIsGiven()
    {
        var (model, counter) = Counter();
        using var session = VariableModels.Open(model);
        Assert.Equal(5, Count(session, model));
        Assert.Equal(10, Count(session, model));
        using var prepared = session.Prepare([new VariableValue(counter, new GivenValue(DataType.Int64, RawTensor.Of([], 100L)))], CancellationToken.None);
        Assert.Equal(15, Count(session, model));
        prepared.Commit();

        Assert.Equal(105, Count(session, model));
    }

    [Fact]
    public void VariablesAreReadAsTheyAre()
    {
        var (model, counter) = Counter();
        using var session = VariableModels.Open(model);
        Count(session, model);

        Assert.Equal([5L], Read(session, counter).As<long>());
    }

    [Fact]
    public void WeightsThatWentIntoPlansAreReadAgain()
    {
        var model = Whole();
        using var session = VariableModels.Open(model);
        AssertHolds(session, model.Values);
        VariableModels.Restore(session, FineTuned(model));

        AssertHolds(session, FineTuned(model));
    }

    [Fact]
    public void TheOwnOperationRestoresWhatNoValueIsGivenFor()
    {
        var (model, counter) = Counter();
        model = model with { Values = [new VariableValue(counter, new GivenValue(DataType.Int64, RawTensor.Of([], 7L)))] };
        using var session = VariableModels.Open(model);

        Assert.Equal(12, Count(session, model));
    }

    [Fact]
    public void AValueOfAnotherShapeIsRefusedAndChangesNothing()
    {
        var model = Whole();
        using var session = VariableModels.Open(model);
        var wrong = VariableModels.Value(model, "decoder_b/dense_0/kernel", GivenValue.Of(1, 2, 3));

        var refused = Assert.Throws<ModelException>(() => session.Prepare([wrong], CancellationToken.None));
        Assert.Contains("'decoder_b/dense_0/kernel' is float [4, 8], and 'hand-made' holds float [3]", refused.Message, StringComparison.Ordinal);
        AssertAnswers(session, model, "before");
    }

    [Fact]
    public void ADamagedFileIsRefusedAndChangesNothing()
    {
        var model = Whole();
        using var session = VariableModels.Open(model);
        var folder = Directory.CreateTempSubdirectory("typedmodels-");
        try
        {
            string prefix = Path.Combine(folder.FullName, "damaged.ckpt");
            string source = Path.Combine(VariableModels.SharedEncoderFolder, "decoder_b_finetuned.ckpt");
            File.Copy(source + ".index", prefix + ".index");
            File.WriteAllBytes(prefix + ".data-00000-of-00001", [.. File.ReadAllBytes(source + ".data-00000-of-00001").Select(value => (byte)~value)]);

            Assert.Throws<ModelFormatException>(() => session.Prepare(VariableModels.Values(model, prefix), CancellationToken.None));
            AssertAnswers(session, model, "before");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void AVariableThatTheModelDoesNotHaveIsRefused()
    {
        var model = Whole();
        using var session = VariableModels.Open(model);
        var unknown = new VariableValue(new EngineVariable("nowhere", DataType.Float, TensorShape.Unknown, false), GivenValue.Of(1));

        Assert.Contains("'nowhere'", Assert.Throws<ModelException>(() => session.Prepare([unknown], CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.Throws<ModelException>(() => Read(session, unknown.Variable));
    }

    [Fact]
    public void ARestoreIsCommittedOnce()
    {
        var model = Whole();
        using var session = VariableModels.Open(model);
        using var prepared = session.Prepare(FineTuned(model), CancellationToken.None);
        prepared.Commit();

        Assert.Throws<InvalidOperationException>(prepared.Commit);
    }

    [Fact]
    public void WithoutValuesTheModelStaysAsItIs()
    {
        var model = Whole();
        using var session = VariableModels.Open(model);
        VariableModels.Restore(session);

        AssertAnswers(session, model, "before");
    }

    private static EngineModel Whole() =>
        VariableModels.PartOfSharedEncoder("all.ckpt", [("input:0", "encoder/code:0"), .. s_decoders.Select(decoder => ("input:0", decoder + "/output:0"))]);

    private static VariableValue[] FineTuned(EngineModel model) => VariableModels.Values(model, Path.Combine(VariableModels.SharedEncoderFolder, "decoder_b_finetuned.ckpt"));

    private static void AssertAnswers(EngineSession session, EngineModel model, string answers)
    {
        RecordedAnswers.AssertClose(RecordedAnswers.Find("shared_encoder", answers, "outputs", "code"), RawTensor.Call(session, model, 0, default, s_input)[0]);
        for (int i = 0; i < s_decoders.Length; i++)
        {
            RecordedAnswers.AssertClose(RecordedAnswers.Find("shared_encoder", answers, "outputs", s_decoders[i]), RawTensor.Call(session, model, i + 1, default, s_input)[0]);
        }
    }

    private static void AssertHolds(EngineSession session, IReadOnlyList<VariableValue> values)
    {
        Assert.NotEmpty(values);
        foreach (var (variable, data) in values)
        {
            var read = Read(session, variable);
            byte[] expected = new byte[read.Bytes.Length];
            data.Read(expected);
            Assert.Equal(expected, read.Bytes);
        }
    }

    private static RawTensor Read(EngineSession session, EngineVariable variable)
    {
        RawTensor? read = null;
        session.ReadVariables([variable], (_, shape, bytes, _) => read = new RawTensor(shape.ToArray(), bytes.ToArray()));
        return read!;
    }

    private static (EngineModel Model, EngineVariable Counter) Counter()
    {
        var model = ModelFolders.Read(Path.Combine(ModelFolders.Models, "counter"));
        model = model with { Variables = VariableModels.VariablesOf(model.GraphDef) };
        return (model, Assert.Single(model.Variables));
    }

    private static long Count(EngineSession session, EngineModel model)
    {
        int signature = model.Signatures.ToList().FindIndex(found => found.Key == "increment");
        return RawTensor.Call(session, model, signature, default, RawTensor.Of([], 5L))[0].As<long>()[0];
    }
}
