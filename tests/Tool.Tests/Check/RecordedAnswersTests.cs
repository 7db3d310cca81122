using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Check;

public sealed class RecordedAnswersTests
{
    public static TheoryData<string> Answered => [.. TestModels.Answered];

    public static TheoryData<string> AnsweredElsewhere => [.. TestModels.AnsweredElsewhere];

    [Theory]
    [MemberData(nameof(Answered))]
    public Task EveryModelOfTheRepositoryGivesItsRecordedAnswers(string name) => AssertAllAgree(name);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(AnsweredElsewhere))]
    public Task ModelsOfOtherPeopleGiveTheirRecordedAnswers(string name) => AssertAllAgree(name);

    private static async Task AssertAllAgree(string name)
    {
        TensorFlowLibraryNeeded.OrSkip();
        var run = await ToolRun.Of("check", TestModels.FolderOf(name), TestModels.AnswersOf(name), "--engine", "tensorflow", "--json");

        Assert.Equal("", run.Error);
        var disagreements = run.Json.GetProperty("cases").EnumerateArray().Where(result => !result.GetProperty("ok").GetBoolean()).Select(result => result.ToString());
        Assert.Empty(disagreements);
        Assert.True(run.Json.GetProperty("passed").GetInt32() > 0);
        Assert.Equal(0, run.Code);
    }
}
