using TypedModels.Engine.Tests.Support;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Engine.Tests.Checkpoints;

/// <summary>TensorFlow's own reader of checkpoints, asked through the operation <c>RestoreV2</c>, says what the files hold.</summary>
public sealed class CheckpointAgreementTests
{
    public static TheoryData<string> Prefixes =>
    [
        .. new[] { ModelFolders.Models, ModelFolders.Shared }.OfType<string>()
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.index", SearchOption.AllDirectories))
            .Where(file => !file.Contains("refused", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(ModelFolders.Repository, Path.ChangeExtension(file, null)).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Prefixes))]
    public void EveryTensorIsWhatTensorFlowRestores(string prefix)
    {
        string path = Path.Combine(ModelFolders.Repository, prefix);
        using var checkpoint = Checkpoint.Open(path);
        var entries = checkpoint.Keys.Select(key => checkpoint.Find(key)!).Where(entry => entry.DataType is not (DataType.Resource or DataType.Variant)).ToArray();
        var restored = CheckpointGraph.Restore(path, [.. entries.Select(entry => (entry.Key, entry.DataType))]);

        for (int i = 0; i < entries.Length; i++)
        {
            Assert.Equal(restored[i].Shape, entries[i].Shape.Dimensions);
            if (restored[i].Texts is { } texts)
            {
                Assert.Equal(texts, checkpoint.ReadTexts(entries[i]).Select(text => text.ToArray()));
            }
            else
            {
                byte[] bytes = new byte[restored[i].Bytes.Length];
                checkpoint.Read(entries[i], bytes);
                Assert.Equal(restored[i].Bytes, bytes);
            }
        }
    }
}
