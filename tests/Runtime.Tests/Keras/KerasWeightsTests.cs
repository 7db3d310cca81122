using System.Runtime.InteropServices;
using TypedModels.Runtime;
using TypedModels.Runtime.Calls;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Keras;

/// <summary>Files of weights are restored into loaded models, all that fits or nothing, and what does not fit is said by name.</summary>
public abstract class KerasWeightsTests(EngineKind engine)
{
    private static readonly string s_model = KerasFiles.FixtureOf("keras2.h5");

    [Theory]
    [InlineData("keras2_weights.h5")]
    [InlineData("other_names_weights.h5")]
    [InlineData("split_names_weights.h5")]
    [InlineData("float64_weights.h5")]
    [InlineData("keras3.keras")]
    public void AFileOfWeightsIsRestored(string file)
    {
        using var model = KerasFiles.Load(engine, s_model);
        float[] before = Answer(model);
        var report = model.Restore(KerasFiles.FixtureOf(file));
        Assert.Equal(["first/bias", "first/kernel", "second/bias", "second/kernel"], report.Restored);
        Assert.Empty(report.Kept);
        Assert.Equal(before, Answer(model));
    }

    [Fact]
    public void ByNameLayersThatOneSideHasArePassedOver()
    {
        using var model = KerasFiles.Load(engine, s_model);
        var report = model.Restore(KerasFiles.FixtureOf("by_name_weights.h5"), new RestoreOptions { ByName = true });
        Assert.Equal(["second/bias", "second/kernel"], report.Restored);
        Assert.Equal(["first/bias", "first/kernel"], report.Kept);
        Assert.Equal(["stranger/stranger/kernel:0"], report.Unexpected);
    }

    [Fact]
    public void WhatDoesNotFitIsToldTogetherAndNothingChanges()
    {
        using var model = KerasFiles.Load(engine, s_model);
        float[] before = Answer(model);
        var error = Assert.Throws<ModelRestoreException>(() => model.Restore(KerasFiles.FixtureOf("wrong_shape_weights.h5")));
        Assert.Equal(["first/kernel"], error.Mismatched);
        Assert.Contains("first/kernel is float [3, 4], the checkpoint has float [3, 5]", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Answer(model));
    }

    [Fact]
    public void WhatIsOfAnotherShapeMayKeepItsValues()
    {
        using var model = KerasFiles.Load(engine, s_model);
        var report = model.Restore(KerasFiles.FixtureOf("wrong_shape_weights.h5"), new RestoreOptions { SkipMismatched = true });
        Assert.Equal(["first/kernel"], report.Kept);
        Assert.Equal(3, report.Restored.Count);
    }

    [Theory]
    [InlineData("wrong_shape_weights.h5", "first/kernel is float [3, 4], the checkpoint has float [3, 5]")]
    [InlineData("by_name_weights.h5", "first/kernel")]
    public void WeightsThatDoNotFitAtLoadAreAnErrorThatNamesEachVariable(string file, string expected)
    {
        var error = Assert.Throws<ModelLoadException>(() => KerasFiles.Load(engine, s_model, new ModelOptions { Checkpoint = KerasFiles.FixtureOf(file) }));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("Use the weights that were saved with this model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        using var model = KerasFiles.Load(engine, s_model);
        var error = Assert.Throws<ModelRestoreException>(() => model.Restore(KerasFiles.FixtureOf("no_such_weights.h5")));
        Assert.Contains("no_such_weights.h5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACheckpointThatWasSavedIsRestoredToo()
    {
        RecordedModel.Require(engine);
        using var folder = new TemporaryFolder();
        string prefix = Path.Combine(folder.Path, "weights.ckpt");
        using var model = KerasFiles.Load(engine, s_model);
        model.Save(prefix);
        using var restored = KerasFiles.Load(engine, s_model, new ModelOptions { Checkpoint = prefix });
        Assert.Equal(Answer(model), Answer(restored));
        var report = restored.Restore(prefix);
        Assert.Equal(4, report.Restored.Count);
    }

    [Fact]
    public void ByNameACheckpointStillHasToHoldEverything()
    {
        RecordedModel.Require(engine);
        using var folder = new TemporaryFolder();
        string prefix = Path.Combine(folder.Path, "other.ckpt");
        using (var other = KerasFiles.Load(engine, KerasFiles.FixtureOf("keras1.h5")))
        {
            other.Save(prefix);
        }

        using var model = KerasFiles.Load(engine, s_model);
        var error = Assert.Throws<ModelRestoreException>(() => model.Restore(prefix, new RestoreOptions { ByName = true }));
        Assert.Equal(4, error.Missing.Count);
    }

    private static float[] Answer(ModelSession model)
    {
        float[] x = [0.5f, -1, 2];
        var answer = model.Call(0, [new FixedTensor([1, 3], MemoryMarshal.AsBytes(x.AsSpan()).ToArray())], CancellationToken.None)[0];
        return MemoryMarshal.Cast<byte, float>(answer.Elements).ToArray();
    }
}
