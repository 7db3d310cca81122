using System.Text;
using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Tests.Checkpoints;

public sealed class CheckpointLocationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("model.ckpt")]
    [InlineData("model.ckpt.index")]
    [InlineData("model.ckpt.meta")]
    [InlineData("model.ckpt.data-00000-of-00001")]
    public void AnyFileOfACheckpointMeansIt(string given)
    {
        Make("model.ckpt");

        Assert.Equal(At("model.ckpt"), CheckpointLocation.Find(At(given)));
    }

    [Theory]
    [InlineData("old.ckpt")]
    [InlineData("sharded.ckpt")]
    [InlineData("sharded.ckpt-00001-of-00002")]
    [InlineData("sharded.ckpt-?????-of-00002")]
    public void ACheckpointOfVersion1IsFoundByItsNameAndByItsFiles(string given)
    {
        Array.ForEach(["old.ckpt", "sharded.ckpt-00000-of-00002", "sharded.ckpt-00001-of-00002"], name => File.WriteAllText(At(name), ""));

        Assert.Equal(At(given.Split("-")[0]), CheckpointLocation.Find(At(given)));
    }

    [Theory]
    [InlineData("model-2")]
    [InlineData("/somewhere/else/model-2")]
    [InlineData("C:\\\\models\\\\model-2")]
    [InlineData("../../model-2")]
    [InlineData("../inner/model-2")]
    public void TheStateOfAFolderDecides(string path)
    {
        Make("model-1");
        Make("model-2");
        State($"model_checkpoint_path: \"{path}\"\nall_model_checkpoint_paths: \"model-1\"\nall_model_checkpoint_paths: \"{path}\"\n");

        Assert.Equal(At("model-2"), CheckpointLocation.Find(_folder.FullName));
        Assert.Equal(At("model-2"), CheckpointLocation.Find(At("checkpoint")));
    }

    [Fact]
    public void AnAbsolutePathAndOneBelowTheFolderAreFollowed()
    {
        _folder.CreateSubdirectory("inner");
        Make("inner/model");
        State($"model_checkpoint_path: \"{At("inner/model")}\"");
        Assert.Equal(At("inner/model"), CheckpointLocation.Find(_folder.FullName));

        State("model_checkpoint_path: \"inner/model\"");
        Assert.Equal(At("inner/model"), CheckpointLocation.Find(_folder.FullName));
    }

    [Fact]
    public void AStateDoesNotLeadOutOfItsFolder()
    {
        Make("model");
        var inner = _folder.CreateSubdirectory("inner");
        foreach (string path in (string[])["../model", At("model"), "..", "a\\000b"])
        {
            File.WriteAllText(Path.Combine(inner.FullName, "checkpoint"), $"model_checkpoint_path: \"{path}\"");

            var error = Assert.Throws<ModelFormatException>(() => CheckpointLocation.Find(inner.FullName));
            Assert.Contains("which is not in its folder", error.Message, StringComparison.Ordinal);
            Assert.Equal(Path.Combine(inner.FullName, "checkpoint"), error.Problem.File);
        }
    }

    [Fact]
    public void WithoutAStateTheOnlyCheckpointIsMeant()
    {
        Make("model");
        Assert.Equal(At("model"), CheckpointLocation.Find(_folder.FullName));

        Make("other");
        Assert.Contains("several checkpoints, and no file 'checkpoint' that says which is meant. Name one of those that are there: 'model', 'other'", Fault(_folder.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public void ASavedModelMeansItsVariables()
    {
        string model = TestModels.FolderOf("counter");

        Assert.Equal(Path.Combine(model, "variables", "variables"), CheckpointLocation.Find(model));
    }

    [Fact]
    public void WhatIsNotThereIsComparedWithWhatIs()
    {
        Array.ForEach(["model.ckpt-100", "model.ckpt-200", "other"], Make);

        Assert.Contains("There is no checkpoint of this name. Name one of those that are there: 'model.ckpt-200', 'model.ckpt-100', 'other'", Fault(At("model.ckpt-20")), StringComparison.Ordinal);
        Assert.Contains("There is no folder", Fault(At("missing/model")), StringComparison.Ordinal);
        Assert.Contains("The folder holds no checkpoint", Fault(_folder.CreateSubdirectory("empty").FullName), StringComparison.Ordinal);
    }

    private static string Fault(string path) => Assert.Throws<ModelFormatException>(() => CheckpointLocation.Find(path)).Message;

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private void Make(string name)
    {
        File.WriteAllText(At(name + ".index"), "");
        File.WriteAllText(At(name + ".data-00000-of-00001"), "");
    }

    private void State(string text) => File.WriteAllText(At("checkpoint"), text, new UTF8Encoding(false));
}
