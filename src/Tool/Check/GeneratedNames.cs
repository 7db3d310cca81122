using TypedModels.Runtime.Calls;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.Models;

namespace TypedModels.Tool.Check;

/// <summary>
/// Brings a case's names in line with those of a model of Keras. Layers that nobody named are numbered by the run of Python that made them, so <c>dense_2</c> is another run's <c>dense</c>: where a signature takes one tensor, or
/// gives one, and the case has one, they are the same whatever they are called.
/// </summary>
internal static class GeneratedNames
{
    /// <summary>The case with the signature's names.</summary>
    public static RecordedCase Adapt(RecordedCase recorded, SignatureBinding signature) => recorded with
    {
        Inputs = Adapt(recorded.Inputs, [.. SlotNames.All(signature.Inputs).Select(slot => slot.Name)]),
        Steps = [.. recorded.Steps.Select(step => Adapt(step, [.. SlotNames.All(signature.Outputs).Select(slot => slot.Name)]))],
    };

    private static IReadOnlyDictionary<string, RecordedTensor> Adapt(IReadOnlyDictionary<string, RecordedTensor> tensors, string[] names) =>
        names is [var name] && tensors.Count == 1 ? new Dictionary<string, RecordedTensor>(StringComparer.Ordinal) { [name] = tensors.Values.First() } : tensors;
}
