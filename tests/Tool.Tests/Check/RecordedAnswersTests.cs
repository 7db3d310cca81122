using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Check;

public sealed class RecordedAnswersTests
{
    // Where the managed engine does not do what TensorFlow did, and why. Everything else must agree.
    private static readonly Dictionary<string, string> s_managedExceptions = new(StringComparer.Ordinal)
    {
        ["ops.convolution empty_batch"] = "TensorFlow with oneDNN gives the result of no pictures the channels of its input; without oneDNN, and here, it has those of the filter",
    };

    public static TheoryData<string, string> Answered => Cross(TestModels.Answered);

    public static TheoryData<string, string> AnsweredElsewhere => Cross(TestModels.AnsweredElsewhere);

    [Theory]
    [MemberData(nameof(Answered))]
    public Task EveryModelOfTheRepositoryGivesItsRecordedAnswers(string name, string engine) => AssertAllAgree(name, engine);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(AnsweredElsewhere))]
    public Task ModelsOfOtherPeopleGiveTheirRecordedAnswers(string name, string engine) => AssertAllAgree(name, engine);

    private static TheoryData<string, string> Cross(IEnumerable<string> names)
    {
        var data = new TheoryData<string, string>();
        foreach (string name in names)
        {
            data.Add(name, "managed");
            data.Add(name, "tensorflow");
        }

        return data;
    }

    private static async Task AssertAllAgree(string name, string engine)
    {
        TensorFlowLibraryNeeded.OrSkip(engine);

        var run = await ToolRun.Of("check", TestModels.FolderOf(name), TestModels.AnswersOf(name), "--engine", engine, "--json");

        Assert.Equal("", run.Error);
        var cases = run.Json.GetProperty("cases").EnumerateArray().ToArray();
        var disagreements = cases.Where(result => !result.GetProperty("ok").GetBoolean() && !(engine == "managed" && s_managedExceptions.ContainsKey($"{name.Replace('/', '.')} {result.GetProperty("signature").GetString()}")));
        Assert.Empty(disagreements.Select(result => result.ToString()));
        Assert.True(run.Json.GetProperty("passed").GetInt32() > 0);
    }
}
