using System.CommandLine;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.CommandLine;
using TypedModels.Tool.Models;

namespace TypedModels.Tool.Check;

/// <summary>Makes a model ready for the calls that were recorded of it.</summary>
internal static class AnsweredModel
{
    /// <summary>
    /// The part of <paramref name="model"/> that the answers are of. A graph without signatures is called by the names of its tensors; so is any model when the command line names some.
    /// </summary>
    /// <exception cref="Formats.ModelFormatException">The graph is damaged, or contradicts itself.</exception>
    /// <exception cref="UsageException">There is no such graph, or it has no such tensors.</exception>
    public static CallableModel Prepare(OpenedModel model, RecordedAnswers answers, SelectionOptions options, ParseResult parsed)
    {
        var named = options.Signature(parsed, "");
        bool hasSignatures = model.Graphs.Any(graph => graph.Signatures.Any());
        var selected = options.Selection(parsed, named is not null || !hasSignatures ? AnsweredTensors.Of(answers, named) : []);
        return new CallableModel(model, selected.Tags is null ? selected with { Tags = answers.Tags } : selected);
    }
}
