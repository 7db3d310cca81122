using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Check;

public sealed class AnswersReaderTests
{
    private const string One = """{"dtype": "DT_FLOAT", "shape": [1], "data": "AACAPw=="}""";

    [Fact]
    public void ACaseIsReadWithItsTensors()
    {
        var answers = Read($$$$"""
            {"model": "ops/add", "tags": ["serve", "gpu"], "cases": [{"signature": "s", "case": "c", "note": "passed over", "inputs": {"x": {{{{One}}}}},
             "outputs": {"words": {"dtype": "DT_STRING", "shape": [2], "strings": ["YQ==", ""]}}}]}
            """);

        Assert.Equal("ops/add", answers.Model);
        Assert.Equal(["serve", "gpu"], answers.Tags);
        var recorded = Assert.Single(answers.Cases);
        Assert.Equal(("s", "c"), (recorded.Signature, recorded.Name));
        Assert.Equal(DataType.Float, recorded.Inputs["x"].DataType);
        Assert.Equal(1f, BitConverter.ToSingle(recorded.Inputs["x"].Value.Elements));
        var words = Assert.Single(recorded.Steps)["words"];
        Assert.Equal([2], words.Value.Shape.ToArray());
        Assert.Equal(["a"u8.ToArray(), []], words.Value.Texts.ToArray());
    }

    [Fact]
    public void StepsAndFailuresAreRead()
    {
        var answers = Read($$$"""
            {"cases": [{"signature": "s", "inputs": {}, "outputs_by_step": [{"y": {{{One}}}}, {"y": {{{One}}}}]},
                       {"signature": "s", "inputs": {}, "error": {"code": "FAILED_PRECONDITION", "message_contains": "table"}}]}
            """);

        Assert.Equal(2, answers.Cases[0].Steps.Count);
        Assert.Equal(new RecordedError(ModelErrorCode.FailedPrecondition, "table"), answers.Cases[1].Error);
        Assert.Empty(answers.Cases[1].Steps);
    }

    [Theory]
    [InlineData("[]", "the file holds a list, expected an object.")]
    [InlineData("{}", "the member 'cases' is missing.")]
    [InlineData("""{"cases": []}""", "'cases' is empty: there is nothing to check.")]
    [InlineData("""{"cases": {}}""", "cases: is an object, expected a list.")]
    [InlineData("""{"cases": [7]}""", "cases[0]: is a number, expected an object.")]
    [InlineData("""{"cases": [{"inputs": {}, "outputs": {"y": #}}]}""", "cases[0]: the member 'signature' is missing.")]
    [InlineData("""{"cases": [{"signature": 3, "inputs": {}, "outputs": {"y": #}}]}""", "cases[0].signature: is a number, expected text.")]
    [InlineData("""{"cases": [{"signature": "s", "outputs": {"y": #}}]}""", "cases[0]: the member 'inputs' is missing.")]
    [InlineData("""{"cases": [{"signature": "s", "inputs": {}}]}""", "cases[0]: expected exactly one of 'outputs', 'outputs_by_step' and 'error'.")]
    [InlineData("""{"cases": [{"signature": "s", "inputs": {}, "outputs": {"y": #}, "error": {}}]}""", "cases[0]: expected exactly one of 'outputs', 'outputs_by_step' and 'error'.")]
    [InlineData("""{"cases": [{"signature": "s", "inputs": {}, "outputs": {}}]}""", "cases[0].outputs: is empty: there is nothing to compare.")]
    [InlineData("""{"cases": [{"signature": "s", "inputs": {}, "outputs_by_step": []}]}""", "cases[0].outputs_by_step: is empty: there is nothing to compare.")]
    [InlineData("""{"cases": [{"signature": "s", "inputs": {}, "outputs_by_step": [{"y": #}, {}]}]}""", "cases[0].outputs_by_step[1]: is empty: there is nothing to compare.")]
    [InlineData("""{"cases": [{"signature": "s", "inputs": {}, "error": {}}]}""", "cases[0].error: expected 'code', 'message_contains' or both.")]
    [InlineData("""{"cases": [{"signature": "s", "inputs": {}, "error": {"code": "3"}}]}""", "cases[0].error.code: is '3', expected a code such as INVALID_ARGUMENT, OUT_OF_RANGE or FAILED_PRECONDITION.")]
    public void AMalformedFileIsRefusedWithThePlaceAtFault(string text, string message) =>
        Assert.Equal(message, Assert.Throws<AnswersException>(() => Read(text.Replace("#", One, StringComparison.Ordinal))).Message);

    [Theory]
    [InlineData("""{"shape": [1], "data": "AACAPw=="}""", "the member 'dtype' is missing")]
    [InlineData("""{"dtype": "float", "shape": [1], "data": "AACAPw=="}""", "dtype: is 'float', expected an element type such as DT_FLOAT")]
    [InlineData("""{"dtype": "DT_RESOURCE", "shape": [1], "data": "AACAPw=="}""", "dtype: is 'DT_RESOURCE', expected an element type such as DT_FLOAT")]
    [InlineData("""{"dtype": "DT_FLOAT", "data": "AACAPw=="}""", "the member 'shape' is missing")]
    [InlineData("""{"dtype": "DT_FLOAT", "shape": [-1], "data": "AACAPw=="}""", "shape[0]: is -1, expected a length of 0 or more")]
    [InlineData("""{"dtype": "DT_FLOAT", "shape": [1.5], "data": "AACAPw=="}""", "shape[0]: is 1.5, expected a length of 0 or more")]
    [InlineData("""{"dtype": "DT_FLOAT", "shape": [NaN], "data": "AACAPw=="}""", "shape[0]: is \"\", expected a length of 0 or more")]
    [InlineData("""{"dtype": "DT_FLOAT", "shape": [1]}""", "the member 'data' is missing")]
    [InlineData("""{"dtype": "DT_FLOAT", "shape": [1], "data": "A"}""", "data: is not base64")]
    [InlineData("""{"dtype": "DT_FLOAT", "shape": [2], "data": "AACAPw=="}""", "4 bytes of data do not fill the shape [2] of float (4 bytes an element)")]
    [InlineData("""{"dtype": "DT_FLOAT", "shape": [0], "data": "AACAPw=="}""", "4 bytes of data do not fill the shape [0] of float (4 bytes an element)")]
    [InlineData("""{"dtype": "DT_FLOAT", "shape": [4611686018427387904, 4], "data": ""}""", "0 bytes of data do not fill the shape [4611686018427387904, 4] of float (4 bytes an element)")]
    [InlineData("""{"dtype": "DT_INT16", "shape": [1], "data": "AACA"}""", "3 bytes of data do not fill the shape [1] of int16 (2 bytes an element)")]
    [InlineData("""{"dtype": "DT_STRING", "shape": [2], "strings": ["YQ=="]}""", "1 texts do not fill the shape [2]")]
    [InlineData("""{"dtype": "DT_STRING", "shape": [1], "strings": ["?"]}""", "strings[0]: is not base64")]
    public void AMalformedTensorIsRefusedWithThePlaceAtFault(string tensor, string message)
    {
        var error = Assert.Throws<AnswersException>(() => Read($$$"""{"cases": [{"signature": "s", "inputs": {"x": {{{tensor}}}}, "outputs": {"y": {{{One}}}}}]}"""));

        Assert.Contains("cases[0].inputs.x", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"{message}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MembersThatPythonWroteNaNIntoArePassedOver()
    {
        var answers = Read($$$"""
            {"note": "\"NaN\\", "cases": [{"signature": "NaN", "preview": [NaN, -Infinity, Infinity,NaN], "inputs": {"x": {{{One}}}}, "outputs": {"y": {{{One}}}}}]}
            """);

        Assert.Equal("NaN", Assert.Single(answers.Cases).Signature);
    }

    [Fact]
    public async Task AFileThatIsNotThereOrNotJsonExitsWith5()
    {
        using var folder = new TemporaryFolder();
        var missing = await ToolRun.Of("check", TestModels.FolderOf("add"), "nowhere.json");
        var malformed = await ToolRun.Of("check", TestModels.FolderOf("add"), folder.Write("answers.json", "{\"cases\": [}"));
        var doubled = await ToolRun.Of("check", TestModels.FolderOf("add"), folder.Write("answers.json", "{\"cases\": [], \"cases\": []}"));

        Assert.Equal((5, 5, 5), (missing.Code, malformed.Code, doubled.Code));
        Assert.Contains("nowhere.json", missing.Error, StringComparison.Ordinal);
        Assert.Contains("answers.json is not JSON: ", malformed.Error, StringComparison.Ordinal);
        Assert.Contains("cases", doubled.Error, StringComparison.Ordinal);
    }

    private static RecordedAnswers Read(string text) => AnswersReader.Read(System.Text.Encoding.UTF8.GetBytes(text));
}
