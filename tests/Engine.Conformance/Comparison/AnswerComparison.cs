using TypedModels.Engine.Conformance.Cases;
using TypedModels.Engine.Conformance.Recording;

namespace TypedModels.Engine.Conformance.Comparison;

/// <summary>Compares an engine's answer with the recorded one.</summary>
internal static class AnswerComparison
{
    /// <summary>The first difference, or null when they agree.</summary>
    public static string? Difference(Case question, Answer expected, Answer actual)
    {
        if (expected.Kind == AnswerKind.Unloadable)
        {
            return actual.Code == ModelErrorCode.Internal ? $"fails ({actual.Message}), TensorFlow does not load it: {expected.Code}: {expected.Message}" : null;
        }

        if (expected.Kind == AnswerKind.Error)
        {
            // Aborted and Internal are TensorFlow's own accidents (a library below it refused): any refusal is as good.
            return actual.Kind == AnswerKind.Values ? $"answers {Describe(actual.Runs[^1])}, TensorFlow refuses: {expected.Code}: {expected.Message}"
                : actual.Code != expected.Code && expected.Code is not (ModelErrorCode.Aborted or ModelErrorCode.Internal) ? $"refuses with {actual.Code} ({actual.Message}), TensorFlow with {expected.Code}: {expected.Message}"
                : null;
        }

        return actual.Kind != AnswerKind.Values ? $"refuses with {actual.Code}: {actual.Message}; TensorFlow answers {Describe(expected.Runs[^1])}" : Difference(question, expected.Runs, actual.Runs);
    }

    private static string? Difference(Case question, IReadOnlyList<IReadOnlyList<Value>> expected, IReadOnlyList<IReadOnlyList<Value>> actual)
    {
        for (int run = 0; run < expected.Count; run++)
        {
            for (int output = 0; output < expected[run].Count; output++)
            {
                if (Difference(question.Operation, expected[run][output], actual[run][output]) is { } difference)
                {
                    return $"output {output}{(expected.Count > 1 ? $" of run {run}" : "")}: {difference}";
                }
            }
        }

        return null;
    }

    private static string? Difference(string operation, Value expected, Value actual)
    {
        if (!expected.Shape.AsSpan().SequenceEqual(actual.Shape))
        {
            return $"is {actual}, expected {expected}";
        }

        if (expected.Texts is { } texts)
        {
            int text = Enumerable.Range(0, texts.Length).FirstOrDefault(i => !texts[i].AsSpan().SequenceEqual(actual.Texts![i]), -1);
            return text < 0 ? null : $"[{text}] is {Describe(actual.Texts![text])}, expected {Describe(texts[text])}";
        }

        var tolerance = Exceptions.ToleranceOf(operation, expected.Type);
        if (tolerance == default && !expected.Bytes.AsSpan().SequenceEqual(actual.Bytes) && expected.Type is DataType.Int64 or DataType.UInt64)
        {
            int size = DataTypes.SizeOf(expected.Type);
            int element = expected.Bytes.AsSpan().CommonPrefixLength(actual.Bytes) / size;
            return element == expected.Count ? null : $"[{element}] is {BitConverter.ToInt64(actual.Bytes, element * size)}, expected {BitConverter.ToInt64(expected.Bytes, element * size)}";
        }

        double[] wanted = Elements.Read(expected), given = Elements.Read(actual);
        double largest = wanted.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        bool isComplex = expected.Type is DataType.Complex64 or DataType.Complex128;
        int worst = -1, count = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            // C++ leaves open which part of a complex number becomes infinite or NaN once one does.
            if (isComplex && !AreFinite(wanted, given, i & ~1))
            {
                continue;
            }

            if (!tolerance.Allows(wanted[i], given[i], largest))
            {
                worst = worst < 0 ? i : worst;
                count++;
            }
        }

        return worst < 0 ? null : $"[{worst}] is {given[worst]:R}, expected {wanted[worst]:R} ({count} of {wanted.Length} differ, {expected})";
    }

    private static bool AreFinite(double[] wanted, double[] given, int first) =>
        double.IsFinite(wanted[first]) && double.IsFinite(wanted[first + 1]) && double.IsFinite(given[first]) && double.IsFinite(given[first + 1]);

    private static string Describe(IReadOnlyList<Value> values) => string.Join(", ", values);

    private static string Describe(byte[] text) => $"\"{System.Text.Encoding.Latin1.GetString(text[..Math.Min(text.Length, 60)])}\"";
}
