using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class RecordedAnswersTests
{
    private static readonly string s_answers = Path.Combine(ModelFolders.Root, "answers");

    public static TheoryData<string> Files => [.. Names(s_answers).Where(name => IsSavedModel(ModelFolders.Root, name))];

    /// <summary>Those of the SavedModels that lie beside the repository only.</summary>
    public static TheoryData<string> SharedFiles =>
        ModelFolders.Shared is { } shared ? [.. Names(Path.Combine(shared, "golden")).Except(Names(s_answers)).Where(name => IsSavedModel(shared, name))] : [];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryRecordedCaseIsAnsweredAlike(string file)
    {
        Assert.Empty(new RecordedAnswers(Path.Combine(s_answers, file + ".json")).Replay());
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(SharedFiles))]
    public void EveryCaseRecordedBesideTheRepositoryIsAnsweredAlike(string file)
    {
        Assert.Empty(new RecordedAnswers(Path.Combine(ModelFolders.Shared!, "golden", file + ".json")).Replay());
    }

    private static IEnumerable<string> Names(string folder) => Directory.GetFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    private static bool IsSavedModel(string folder, string name) => File.Exists(Path.Combine(folder, name.Replace('.', '/'), "saved_model.pb"));
}
