using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Tests.Checkpoints;

public sealed class ModelCheckpointsTests
{
    /// <summary>The checkpoints in the repository and beside it, by their path there; the damaged ones have tests of their own.</summary>
    public static TheoryData<string> Prefixes =>
    [
        .. new[] { TestModels.Folder, TestModels.SharedFolder }.OfType<string>()
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.index", SearchOption.AllDirectories))
            .Where(file => !file.Contains("refused", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(TestModels.Repository, Path.ChangeExtension(file, null)).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Prefixes))]
    public void EveryTensorOfEveryModelIsReadAndItsChecksumFits(string prefix)
    {
        using var checkpoint = Checkpoint.Open(Path.Combine(TestModels.Repository, prefix));
        Assert.NotEmpty(checkpoint.Keys);
        foreach (string key in checkpoint.Keys)
        {
            var entry = checkpoint.Find(key)!;
            if (entry.DataType == DataType.String)
            {
                Assert.Equal(entry.ElementCount, checkpoint.ReadTexts(entry).Length);
            }
            else
            {
                CheckpointTests.Read(checkpoint, key);
            }
        }
    }

    [Fact]
    public void AnObjectGraphIsAmongTheTensorsOfANewModel()
    {
        using var checkpoint = Checkpoint.Open(Path.Combine(TestModels.FolderOf("counter"), "variables", "variables"));

        Assert.Contains("_CHECKPOINTABLE_OBJECT_GRAPH", checkpoint.Keys);
        Assert.Equal(DataType.String, checkpoint.Find("_CHECKPOINTABLE_OBJECT_GRAPH")!.DataType);
    }

    [Theory]
    [InlineData("truncated_index", "variables.index")]
    [InlineData("truncated_data", "variables.data-00000-of-00001")]
    [InlineData("no_variables_data", "variables.data-00000-of-00001")]
    public void DamagedModelsAreRefused(string model, string file)
    {
        string prefix = Path.Combine(TestModels.FolderOf("refused/" + model), "variables", "variables");
        var error = Assert.Throws<ModelFormatException>(() =>
        {
            using var checkpoint = Checkpoint.Open(prefix);
            foreach (string key in checkpoint.Keys.Where(key => checkpoint.Find(key)!.DataType != DataType.String))
            {
                CheckpointTests.Read(checkpoint, key);
            }
        });

        Assert.Equal(file, Path.GetFileName(error.Problem.File));
    }
}
