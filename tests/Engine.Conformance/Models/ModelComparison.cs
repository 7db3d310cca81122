using TypedModels.Engine.Conformance.Cases;
using TypedModels.Engine.Conformance.Comparison;
using TypedModels.Engine.Conformance.Recording;

namespace TypedModels.Engine.Conformance.Models;

/// <summary>Compares the answers of two engines to a made-up call of a model.</summary>
internal static class ModelComparison
{
    // A model's answer is far from its inputs: every sum on the way was built in another order.
    private static readonly Tolerance s_tolerance = new(1e-4, 1e-5, IgnoresZeroSign: true);

    // What TensorFlow leaves open, or does by accident. Operations that treat each element by itself are left out of none of it.
    private static readonly Row[] s_rows =
    [
        new("", calls => calls.HasExtremes, "whether a NaN or an infinity among numbers that are added, compared or sorted survives depends on whether TensorFlow hands the work to oneDNN, fuses it, and in what order it goes"),
        new("ops/convolution", calls => calls.HasEmpty, "a window without rows, or a pooling of no pictures with positions, which no layer makes: TensorFlow answers the one and refuses the other"),
        new("ops/", calls => calls.Refusal.Contains("Must provide as many biases", StringComparison.Ordinal), "a bias that is not as long as there are channels: TensorFlow's fused kernels do not look"),
        new("ops/linear_algebra.cholesky", _ => true, "what is left in the result of a matrix that is not positive definite, which TensorFlow logs and answers all the same"),
    ];

    private static readonly string[] s_elementwise = ["ops/unary", "ops/binary", "ops/cast", "ops/text", "dtypes"];

    /// <summary>The first difference, or null when they agree or need not.</summary>
    public static string? Difference(SavedModelCalls calls, int number, Answer expected, Answer actual)
    {
        string call = calls.Describe(number);
        var traits = new Traits(calls.HasExtremes(number), calls.HasEmpty(number), actual.Kind == AnswerKind.Error ? actual.Message : "");
        if (expected.Kind == AnswerKind.Aborts || (!s_elementwise.Contains(calls.Name) && s_rows.Any(row => call.StartsWith(row.Call, StringComparison.Ordinal) && row.Holds(traits))))
        {
            return null;
        }

        if (expected.Kind == AnswerKind.Error || actual.Kind == AnswerKind.Error)
        {
            // Internal is TensorFlow's own accident: any refusal is as good.
            bool agrees = expected.Kind == actual.Kind && (expected.Code == actual.Code || expected.Code == ModelErrorCode.Internal);
            return agrees ? null : $"{call}: {Describe(actual)}; TensorFlow: {Describe(expected)}";
        }

        for (int output = 0; output < expected.Runs[0].Count; output++)
        {
            if (Difference(expected.Runs[0][output], actual.Runs[0][output]) is { } difference)
            {
                return $"{call}: output {output}: {difference}";
            }
        }

        return null;
    }

    private static string? Difference(Value expected, Value actual)
    {
        if (!expected.Shape.AsSpan().SequenceEqual(actual.Shape))
        {
            return $"is {actual}, expected {expected}";
        }

        if (expected.Texts is { } texts)
        {
            int text = Enumerable.Range(0, texts.Length).FirstOrDefault(i => !texts[i].AsSpan().SequenceEqual(actual.Texts![i]), -1);
            return text < 0 ? null : $"[{text}] is \"{System.Text.Encoding.Latin1.GetString(actual.Texts![text])}\", expected \"{System.Text.Encoding.Latin1.GetString(texts[text])}\"";
        }

        bool isExact = expected.Type is not (DataType.Float or DataType.Double or DataType.Half or DataType.BFloat16 or DataType.Complex64 or DataType.Complex128);
        if (expected.Bytes.AsSpan().SequenceEqual(actual.Bytes))
        {
            return null;
        }

        double[] wanted = Elements.Read(expected), given = Elements.Read(actual);
        var tolerance = isExact ? default : expected.Type is DataType.Half or DataType.BFloat16 ? Tolerance.Of(expected.Type) : s_tolerance with { Absolute = AbsoluteFor(wanted) };
        int worst = Enumerable.Range(0, wanted.Length).FirstOrDefault(i => !tolerance.Allows(wanted[i], given[i]), -1);
        return worst < 0 ? null : $"[{worst}] is {given[worst]:R}, expected {wanted[worst]:R} ({expected})";
    }

    // Where large numbers cancel, what is left is as exact as they were.
    private static double AbsoluteFor(double[] numbers) => s_tolerance.Absolute * Math.Max(1, numbers.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max());

    private static string Describe(Answer answer) => answer.Kind == AnswerKind.Values ? $"answers {string.Join(", ", answer.Runs[0])}" : $"refuses with {answer.Code}: {answer.Message}";

    private readonly record struct Traits(bool HasExtremes, bool HasEmpty, string Refusal);

    private sealed record Row(string Call, Func<Traits, bool> Holds, string Reason);
}
