using TypedModels.Runtime.Calls;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.Models;

namespace TypedModels.Tool.Check;

/// <summary>Makes the values of a call out of a recorded case.</summary>
internal static class CaseInputs
{
    /// <summary>A value for each input slot; inputs that the case leaves out take the model's defaults.</summary>
    /// <param name="signature">The signature to call.</param>
    /// <param name="recorded">The case.</param>
    /// <param name="problem">Why the case cannot be called, when the answer is null.</param>
    public static FixedTensor[]? Of(SignatureBinding signature, RecordedCase recorded, out string problem)
    {
        var slots = SlotNames.All(signature.Inputs).ToList();
        foreach (string name in recorded.Inputs.Keys)
        {
            if (!slots.Exists(slot => slot.Name == name))
            {
                problem = $"the signature has no input '{name}', only {(slots.Count == 0 ? "none" : string.Join(", ", slots.Select(slot => $"'{slot.Name}'")))}";
                return null;
            }
        }

        var values = new FixedTensor[slots.Count];
        for (int i = 0; i < values.Length; i++)
        {
            var (name, type, argument) = slots[i];
            if (!recorded.Inputs.TryGetValue(name, out var given))
            {
                problem = $"the case does not give the input '{name}', which has no default";
                if (argument.Default is null)
                {
                    return null;
                }

                values[i] = argument.Default;
                continue;
            }

            if (given.DataType != type)
            {
                problem = $"the case gives the input '{name}' as {given.DataType.ToWord()}, the signature takes {type.ToWord()}";
                return null;
            }

            values[i] = given.Value;
        }

        problem = "";
        return values;
    }
}
