using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Loading;
using TypedModels.Tool.Check;
using TypedModels.Tool.Check.Answers;

namespace TypedModels.Tool.Bench;

/// <summary>The values that every call of a measurement is fed.</summary>
/// <param name="Slots">A value for each input slot.</param>
/// <param name="Batch">The rows of the call.</param>
/// <param name="Origin">Where they come from, for people.</param>
internal sealed record BenchInputs(FixedTensor[] Slots, long Batch, string Origin)
{
    /// <summary>Zeros and empty texts of the declared shapes; the model's defaults where it has some.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="batch">The length of the first axis where it is not declared; other such axes are 1 long.</param>
    /// <exception cref="UsageException">Rows are asked for, but no input leaves its first axis open.</exception>
    public static BenchInputs Make(SignatureBinding signature, int batch)
    {
        if (batch > 1 && !signature.Inputs.Any(input => input.Default is null && HasOpenRows(input)))
        {
            throw new UsageException($"--batch is {batch}, but no input of '{signature.Contract.Key}' leaves the length of its first axis open.");
        }

        return new BenchInputs([.. signature.Inputs.SelectMany(input => ZeroValues.Of(input, batch))], batch, "zeros");
    }

    /// <summary>The inputs of a recorded case.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="answers">The recorded answers.</param>
    /// <param name="name">The case's name; null for the first of the signature.</param>
    /// <exception cref="UsageException">There is no such case, or it does not fit the signature.</exception>
    public static BenchInputs Take(SignatureBinding signature, RecordedAnswers answers, string? name)
    {
        var candidates = answers.Cases.Where(recorded => recorded.Signature == signature.Contract.Key && recorded.Error is null).ToList();
        var chosen = candidates.Find(recorded => name is null || recorded.Name == name) ?? throw new UsageException(
            $"The answers hold no case {(name is null ? "" : $"'{name}' ")}of '{signature.Contract.Key}' that succeeds{(candidates.Count == 0 ? "" : $", only {string.Join(", ", candidates.Select(recorded => $"'{recorded.Name}'"))}")}.");
        var slots = CaseInputs.Of(signature, chosen, out string problem) ?? throw new UsageException($"The case '{chosen.Name}' cannot be called: {problem}.");
        return new BenchInputs(slots, RowsOf(signature, slots), $"case '{chosen.Name}'");
    }

    private static long RowsOf(SignatureBinding signature, FixedTensor[] slots)
    {
        var open = signature.Inputs.FirstOrDefault(input => HasOpenRows(input) && input.Contract.Encoding == ArgumentEncoding.Dense);
        return open is not null && slots[open.FirstSlot].Shape.Length > 0 ? slots[open.FirstSlot].Shape[0] : 1;
    }

    private static bool HasOpenRows(ArgumentBinding input) => input.Dimensions.Length > 0 && input.Dimensions[0] == TensorShape.UnknownDimension;
}
