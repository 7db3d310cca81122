using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Runtime.Variables;

/// <summary>Restores a checkpoint into a model that is loaded, whole or in part; all of it, or nothing.</summary>
/// <param name="model">The model's short name.</param>
/// <param name="variables">Its variables.</param>
/// <param name="others">Further names that the model's own checkpoints have a tensor for.</param>
internal sealed class ModelRestore(string model, IReadOnlyList<ModelVariable> variables, IReadOnlyList<string> others)
{
    /// <summary>Restores.</summary>
    /// <param name="path">A checkpoint's prefix, or a folder whose file <c>checkpoint</c> says which; absolute.</param>
    /// <param name="options">What to restore, and how.</param>
    /// <param name="change">Gives variables their values.</param>
    /// <exception cref="ModelRestoreException">The checkpoint does not fit, is damaged or not there.</exception>
    public RestoreReport Run(string path, RestoreOptions options, Action<IReadOnlyList<(ModelVariable Variable, Engines.VariableData Data)>> change)
    {
        string prefix = path;
        try
        {
            prefix = CheckpointLocation.Find(path);
            using var checkpoint = Checkpoint.Open(prefix);
            var wanted = variables.Where(variable => options.Only is not { } only || VariableNames.BeginsWith(variable.Key, only) || VariableNames.BeginsWith(variable.Node, only)).ToArray();
            var names = new VariableNames(options.VariableMap);
            var match = CheckpointMatch.Of(checkpoint, wanted, others.Concat(variables.Select(variable => variable.Key)), names);
            Require(match, prefix, options, wanted);
            change(match.Values);
            return Report(match, prefix);
        }
        catch (ModelFormatException exception)
        {
            throw new ModelRestoreException(model, prefix, $"{model} was not restored, it has the weights that it had: {exception.Message}", exception);
        }
    }

    private RestoreReport Report(CheckpointMatch match, string prefix)
    {
        var restored = match.Values.Select(value => value.Variable).ToHashSet();
        return new RestoreReport
        {
            Checkpoint = prefix,
            Restored = Names(restored),
            Kept = Names(variables.Where(variable => !restored.Contains(variable))),
            Unexpected = match.Unexpected,
        };
    }

    private void Require(CheckpointMatch match, string prefix, RestoreOptions options, ModelVariable[] wanted)
    {
        if (wanted.Length == 0)
        {
            string known = string.Join(", ", variables.Take(3).Select(variable => $"'{variable.Key}'"));
            throw new ModelRestoreException(model, prefix, $"{model} was not restored: {(variables.Count == 0 ? "it has no variables." : $"none of its variables ({known}, …) begins with '{options.Only}' (RestoreOptions.{nameof(RestoreOptions.Only)}).")}");
        }

        bool fits = (match.Missing.Count == 0 || options.AllowMissing) && (match.Mismatched.Count == 0 || options.SkipMismatched) && match.Values.Count > 0;
        if (!fits)
        {
            throw new ModelRestoreException(
                model,
                prefix,
                $"{prefix} does not fit {model}, which has the weights that it had:{MismatchText.Of(match)}\n"
                + $"Restore a checkpoint of this model, map its names with {nameof(RestoreOptions)}.{nameof(RestoreOptions.VariableMap)}, or let what does not fit keep its values ({nameof(RestoreOptions.AllowMissing)}, {nameof(RestoreOptions.SkipMismatched)}).")
            {
                Missing = Names(match.Missing),
                Mismatched = Names(match.Mismatched.Select(found => found.Variable)),
                Unexpected = match.Unexpected,
            };
        }
    }

    private static string[] Names(IEnumerable<ModelVariable> named) => [.. named.Select(variable => variable.ToString()).Order(StringComparer.Ordinal)];
}
