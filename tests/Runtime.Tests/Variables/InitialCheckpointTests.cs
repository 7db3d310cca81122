using TypedModels.Tests.Support;

namespace TypedModels.Tests.Variables;

/// <summary>A model is loaded with another checkpoint than its own.</summary>
public abstract class InitialCheckpointTests(EngineKind engine) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void ASavedModelTakesTheCheckpointOfTheOptions()
    {
        using var own = RecordedModel.Load(engine, "autoencoder");
        string halved = Path.Combine(_folder.Path, "halved");
        TestCheckpoint.Copy(Path.Combine(TestModels.FolderOf("autoencoder"), "variables", "variables"), halved, TestCheckpoint.Halved);
        using var other = RecordedModel.Load(engine, "autoencoder", new ModelOptions { Checkpoint = halved });
        var input = Answers.Numbers(2, 64);
        byte[] wanted = Answers.Of(other, input, "encode");

        Assert.NotEqual(wanted, Answers.Of(own, input, "encode"));
        own.Restore(halved);
        Assert.Equal(wanted, Answers.Of(own, input, "encode"));
    }

    [Fact]
    public void ASavedModelWithoutItsVariablesTakesTheCheckpointOfTheOptions()
    {
        RecordedModel.Require(engine);
        _folder.Write("saved_model.pb", File.ReadAllBytes(Path.Combine(TestModels.FolderOf("autoencoder"), "saved_model.pb")));
        using var model = RecordedModel.Load(engine, "autoencoder", new ModelOptions { Checkpoint = TestModels.FolderOf("autoencoder") });
        var recorded = new RecordedModel("autoencoder");
        for (int i = 0; i < recorded.Cases; i++)
        {
            recorded.Check(model, i);
        }
    }

    [Fact]
    public void ACheckpointThatDoesNotFitIsALoadError()
    {
        RecordedModel.Require(engine);
        var error = Assert.Throws<ModelLoadException>(() => RecordedModel.Load(engine, "autoencoder", new ModelOptions { Checkpoint = TestModels.FolderOf("digits") }));

        Assert.Contains("does not fit the variables", error.Message, StringComparison.Ordinal);
        Assert.Contains("differs: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("add")]
    [InlineData("frozen")]
    public void AModelWithoutVariablesTakesNone(string name)
    {
        RecordedModel.Require(engine);
        var options = new ModelOptions { Checkpoint = Path.Combine(TestModels.Folder, "shared_encoder", "all.ckpt") };
        var error = Assert.Throws<ModelLoadException>(() => name == "add"
            ? RecordedModel.Load(engine, name, options)
            : DeclaredModel.Load(engine, DeclaredModel.OfRepository("frozen/classifier.pb", name, "input", "classes"), options));

        Assert.Contains("it has no variables", error.Message, StringComparison.Ordinal);
        Assert.Contains("ModelOptions.Checkpoint", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
