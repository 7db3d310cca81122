using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Check;

public sealed class CheckCommandTests : IDisposable
{
    private const string Three = """{"dtype": "DT_FLOAT", "shape": [3], "data": "AACAPwAAAEAAAEBA"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheJsonHasTheMembersThatScriptsRelyOn()
    {
        var run = await Check("counter", TestModels.AnswersOf("counter"));

        Assert.Equal(["model", "engine", "passed", "failed", "cases"], run.Json.EnumerateObject().Select(member => member.Name));
        var result = Assert.Single(run.Json.GetProperty("cases").EnumerateArray());
        Assert.Equal(["signature", "case", "ok", "max_abs", "max_rel", "message"], result.EnumerateObject().Select(member => member.Name));
        Assert.Equal("counter", run.Json.GetProperty("model").GetString());
        Assert.StartsWith("TypedModels 0.", run.Json.GetProperty("engine").GetString(), StringComparison.Ordinal);
        Assert.Equal("increment", result.GetProperty("signature").GetString());
        Assert.Equal(0, result.GetProperty("max_abs").GetDouble());
    }

    [Fact]
    public async Task ADisagreementIsSaidWithItsPlaceAndExitsWith1()
    {
        // 1 + 1, 2 + 2, 3 + 3: the recorded sum has 4.5 in the middle.
        var run = await Check("add", Answers("serving_default", $"\"x\": {Three}, \"y\": {Three}", Outputs("sum", "[3]", [2f, 4.5f, 6f])));

        Assert.Equal(1, run.Code);
        var result = Assert.Single(run.Json.GetProperty("cases").EnumerateArray());
        Assert.False(result.GetProperty("ok").GetBoolean());
        Assert.Equal("sum[1] is 4, expected 4.5", result.GetProperty("message").GetString());
        Assert.Equal(0.5, result.GetProperty("max_abs").GetDouble());
        Assert.Equal(0.5 / 4.5, result.GetProperty("max_rel").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task ATolerancePassesWhatLiesWithinIt()
    {
        string answers = Answers("serving_default", $"\"x\": {Three}, \"y\": {Three}", Outputs("sum", "[3]", [2f, 4.5f, 6f]));

        Assert.Equal(0, (await Check("add", answers, "--rtol", "0.2")).Code);
        Assert.Equal(0, (await Check("add", answers, "--atol", "0.5")).Code);
        Assert.Equal(1, (await Check("add", answers, "--atol", "0.4", "--rtol", "0")).Code);
    }

    [Theory]
    [InlineData("\"x\": #", "the case does not give the input 'y', which has no default")]
    [InlineData("\"x\": #, \"y\": #, \"z\": #", "the signature has no input 'z', only 'x', 'y'")]
    [InlineData("\"x\": #, \"y\": {\"dtype\": \"DT_INT32\", \"shape\": [1], \"data\": \"AAAAAA==\"}", "the case gives the input 'y' as int32, the signature takes float")]
    public async Task ACaseThatDoesNotFitTheSignatureDisagrees(string inputs, string message)
    {
        var run = await Check("add", Answers("serving_default", inputs.Replace("#", Three, StringComparison.Ordinal), Outputs("sum", "[3]", [2f, 4f, 6f])));

        Assert.Equal(1, run.Code);
        Assert.Equal(message, MessageOf(run));
    }

    [Fact]
    public async Task ASignatureOrOutputThatIsNotThereDisagrees()
    {
        string inputs = $"\"x\": {Three}, \"y\": {Three}";
        var signature = await Check("add", Answers("subtract", inputs, Outputs("sum", "[3]", [2f, 4f, 6f])));
        var output = await Check("add", Answers("serving_default", inputs, Outputs("difference", "[3]", [2f, 4f, 6f])));

        Assert.Equal("the model has no signature 'subtract', only 'serving_default'", MessageOf(signature));
        Assert.Equal("the signature has no output 'difference', only 'sum'", MessageOf(output));
    }

    [Theory]
    [InlineData("\"code\": \"INVALID_ARGUMENT\"")]
    [InlineData("\"message_contains\": \"zero\"")]
    [InlineData("\"code\": \"INVALID_ARGUMENT\", \"message_contains\": \"zero\"")]
    public async Task AFailureThatWasRecordedAgrees(string error)
    {
        var run = await Check("failing", Division(0, $"\"error\": {{{error}}}"));

        Assert.Equal(0, run.Code);
        Assert.Equal(1, run.Json.GetProperty("passed").GetInt32());
    }

    [Theory]
    [InlineData(0, "\"code\": \"OUT_OF_RANGE\"", "the call failed with INVALID_ARGUMENT: ")]
    [InlineData(0, "\"message_contains\": \"overflow\"", "expected a failure with a message that contains 'overflow'")]
    [InlineData(2, "\"code\": \"INVALID_ARGUMENT\"", "the call succeeded, expected INVALID_ARGUMENT")]
    public async Task AnotherFailureThanTheRecordedOneDisagrees(int divisor, string error, string message)
    {
        var run = await Check("failing", Division(divisor, $"\"error\": {{{error}}}"));

        Assert.Equal(1, run.Code);
        Assert.Contains(message, MessageOf(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailureThatWasNotRecordedDisagreesAndTheOtherCasesGoOn()
    {
        string quotient = """{"quotient": {"dtype": "DT_INT32", "shape": [], "data": "AwAAAA=="}}""";
        string answers = _folder.Write("answers.json", $$"""{"cases": [{{DivisionCase(0, $"\"outputs\": {quotient}")}}, {{DivisionCase(2, $"\"outputs\": {quotient}")}}]}""");
        var run = await Check("failing", answers);

        Assert.Equal(1, run.Code);
        Assert.Equal([false, true], run.Json.GetProperty("cases").EnumerateArray().Select(result => result.GetProperty("ok").GetBoolean()));
        Assert.StartsWith("the call failed: ", MessageOf(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachCaseOfASignatureThatChangesStateBeginsAnew()
    {
        string step = """{"signature": "increment", "inputs": {"by": {"dtype": "DT_INT64", "shape": [], "data": "BQAAAAAAAAA="}}, "outputs": {"count": {"dtype": "DT_INT64", "shape": [], "data": "BQAAAAAAAAA="}}}""";
        var run = await Check("counter", _folder.Write("answers.json", $$"""{"cases": [{{step}}, {{step}}]}"""));

        Assert.Equal(2, run.Json.GetProperty("passed").GetInt32());
    }

    [Fact]
    public async Task TheStepThatDisagreesIsNamed()
    {
        string count = """{"count": {"dtype": "DT_INT64", "shape": [], "data": "BQAAAAAAAAA="}}""";
        string answers = $$$"""{"cases": [{"signature": "increment", "inputs": {"by": {"dtype": "DT_INT64", "shape": [], "data": "BQAAAAAAAAA="}}, "outputs_by_step": [{{{count}}}, {{{count}}}]}]}""";
        var run = await Check("counter", _folder.Write("answers.json", answers));

        Assert.Equal("step 2: count is 10, expected 5", MessageOf(run));
    }

    [Fact]
    public async Task PeopleReadWhichCasesAgreeAndWhatDoesNot()
    {
        string wrong = Answers("serving_default", $"\"x\": {Three}, \"y\": {Three}", Outputs("sum", "[3]", [2f, 4.5f, 6f]));
        var right = await ToolRun.Of("check", TestModels.FolderOf("digits"), TestModels.AnswersOf("digits"));
        var run = await ToolRun.Of("check", TestModels.FolderOf("add"), wrong);

        Assert.Contains("all 3 cases agree", right.Output, StringComparison.Ordinal);
        Assert.Contains("✗ serving_default", run.Output, StringComparison.Ordinal);
        Assert.Contains("    sum[1] is 4, expected 4.5\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 case disagrees", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" \n", run.Output, StringComparison.Ordinal);
    }

    private static Task<ToolRun> Check(string model, string answers, params string[] options) => ToolRun.Of(["check", TestModels.FolderOf(model), answers, "--json", .. options]);

    private static string MessageOf(ToolRun run) => run.Json.GetProperty("cases")[0].GetProperty("message").GetString()!;

    private string Answers(string signature, string inputs, string outputs) =>
        _folder.Write("answers.json", $$"""{"cases": [{"signature": "{{signature}}", "inputs": { {{inputs}} }, {{outputs}} }]}""");

    private string Division(int divisor, string answer) => _folder.Write("answers.json", $$"""{"cases": [{{DivisionCase(divisor, answer)}}]}""");

    private static string DivisionCase(int divisor, string answer) => $$$"""
        {"signature": "divide", "inputs": {"a": {"dtype": "DT_INT32", "shape": [], "data": "BwAAAA=="}, "b": {"dtype": "DT_INT32", "shape": [], "data": "{{{Convert.ToBase64String(BitConverter.GetBytes(divisor))}}}"}}, {{{answer}}} }
        """;

    private static string Outputs(string name, string shape, float[] values)
    {
        byte[] bytes = [.. values.SelectMany(BitConverter.GetBytes)];
        return $$$"""
            "outputs": {"{{{name}}}": {"dtype": "DT_FLOAT", "shape": {{{shape}}}, "data": "{{{Convert.ToBase64String(bytes)}}}"}}
            """;
    }
}
