using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class RecordedAnswersTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(ModelFolders.Root, "answers"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryRecordedCaseIsAnsweredAlike(string file)
    {
        Assert.Empty(new RecordedAnswers(Path.Combine(ModelFolders.Root, "answers", file + ".json")).Replay());
    }
}
