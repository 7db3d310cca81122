using System.CommandLine;
using TypedModels.Graphs;
using TypedModels.Tool.Models;

namespace TypedModels.Tool.CommandLine;

/// <summary>The options that say which part of a model is meant, for models that say so less well themselves: graphs without signatures, checkpoints.</summary>
internal sealed class SelectionOptions
{
    private readonly Option<string?> _tags = SharedOptions.Tags();
    private readonly Option<string?> _scope = new("--scope") { Description = "The name scope that names of tensors are looked up under first.", HelpName = "model_a" };
    private readonly Option<string[]> _checkpoints = new("--checkpoint", "--weights") { Description = "The checkpoint to restore the variables from: its prefix, or a folder whose file 'checkpoint' says which; for a model of Keras also a file of weights. Further ones are restored over it, as far as they go.", HelpName = "prefix" };
    private readonly Option<string[]> _inputs = new("--input") { Description = "A tensor to feed, or name=tensor; may be given several times.", HelpName = "input:0" };
    private readonly Option<string[]> _outputs = new("--output") { Description = "A tensor to fetch, or name=tensor; may be given several times.", HelpName = "output:0" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_tags);
        command.Options.Add(_scope);
        command.Options.Add(_checkpoints);
        command.Options.Add(_inputs);
        command.Options.Add(_outputs);
    }

    /// <summary>The tensors that were named, as a signature of this key; null when none was.</summary>
    public DeclaredSignature? Signature(ParseResult parsed, string key)
    {
        var (inputs, outputs) = (parsed.GetValue(_inputs) ?? [], parsed.GetValue(_outputs) ?? []);
        return inputs.Length + outputs.Length == 0
            ? null
            : new DeclaredSignature(key, inputs.Select(DeclaredArgument.Parse).ToValueList(), outputs.Select(DeclaredArgument.Parse).ToValueList());
    }

    /// <summary>What was said, with the given signatures.</summary>
    public ModelSelection Selection(ParseResult parsed, params IReadOnlyList<DeclaredSignature> signatures) => new()
    {
        Tags = SharedOptions.TagsOf(parsed.GetValue(_tags)),
        Scope = parsed.GetValue(_scope),
        Checkpoints = parsed.GetValue(_checkpoints) ?? [],
        Signatures = signatures,
    };
}
