using System.Text.Json;

namespace TypedModels.Tool.Check.Answers;

/// <summary>
/// Reads recorded answers: <c>{model, tags, cases: [{signature, case, inputs, outputs | outputs_by_step | error}]}</c>, described in <c>docs/tool.md</c>. Members that it does not know are passed over.
/// </summary>
internal static class AnswersReader
{
    private static readonly byte[] s_byteOrderMark = [0xEF, 0xBB, 0xBF];
    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a file.</summary>
    /// <exception cref="AnswersException">The file is not there, is no JSON, or is not in the format.</exception>
    public static RecordedAnswers ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AnswersException($"The recorded answers cannot be opened: {exception.Message}", exception);
        }
        catch (JsonException exception)
        {
            throw new AnswersException($"{path} is not JSON: {exception.Message}", exception);
        }
        catch (AnswersException exception)
        {
            throw new AnswersException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the answers in <paramref name="text"/>, which is UTF-8. NaN and infinities that Python left in it are overwritten.</summary>
    /// <exception cref="AnswersException">The text is not in the format.</exception>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static RecordedAnswers Read(Memory<byte> text)
    {
        text = text[(text.Span.StartsWith(s_byteOrderMark) ? s_byteOrderMark.Length : 0)..];
        PythonNumbers.Blank(text.Span);
        using var document = JsonDocument.Parse(text, s_options);
        var root = new AnswersElement(document.RootElement, "");
        string model = root.Optional("model")?.Text() ?? "";
        var tags = root.Optional("tags")?.Items().Select(tag => tag.Text()).ToList();
        var cases = root.Required("cases").Items().Select(ReadCase).ToList();
        return cases.Count > 0 ? new RecordedAnswers(model, tags, cases) : throw root.Fault("'cases' is empty: there is nothing to check");
    }

    private static RecordedCase ReadCase(AnswersElement element)
    {
        AnswersElement? outputs = element.Optional("outputs"), steps = element.Optional("outputs_by_step"), error = element.Optional("error");
        if (new[] { outputs, steps, error }.Count(given => given is not null) != 1)
        {
            throw element.Fault("expected exactly one of 'outputs', 'outputs_by_step' and 'error'");
        }

        return new RecordedCase
        {
            Signature = element.Required("signature").Text(),
            Name = element.Optional("case")?.Text() ?? "",
            Inputs = ReadTensors(element.Required("inputs")),
            Steps = outputs is { } single ? [ReadOutputs(single)] : steps is { } several ? ReadSteps(several) : [],
            Error = error is { } failure ? ReadError(failure) : null,
        };
    }

    private static List<IReadOnlyDictionary<string, RecordedTensor>> ReadSteps(AnswersElement element)
    {
        var steps = element.Items().ConvertAll<IReadOnlyDictionary<string, RecordedTensor>>(ReadOutputs);
        return steps.Count > 0 ? steps : throw element.Fault("is empty: there is nothing to compare");
    }

    private static Dictionary<string, RecordedTensor> ReadOutputs(AnswersElement element)
    {
        var outputs = ReadTensors(element);
        return outputs.Count > 0 ? outputs : throw element.Fault("is empty: there is nothing to compare");
    }

    private static Dictionary<string, RecordedTensor> ReadTensors(AnswersElement element) =>
        element.Members().ToDictionary(member => member.Name, member => TensorReader.Read(member.Value), StringComparer.Ordinal);

    private static RecordedError ReadError(AnswersElement element)
    {
        var code = element.Optional("code") is { } word ? ReadCode(word) : (ModelErrorCode?)null;
        string? part = element.Optional("message_contains")?.Text();
        return code is not null || part is not null ? new RecordedError(code, part) : throw element.Fault("expected 'code', 'message_contains' or both");
    }

    // The words of google/rpc/code.proto, INVALID_ARGUMENT and the like.
    private static ModelErrorCode ReadCode(AnswersElement element)
    {
        string text = element.Text();
        foreach (var code in Enum.GetValues<ModelErrorCode>())
        {
            if (JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString()) == text)
            {
                return code;
            }
        }

        throw element.Fault($"is '{text}', expected a code such as INVALID_ARGUMENT, OUT_OF_RANGE or FAILED_PRECONDITION");
    }
}
