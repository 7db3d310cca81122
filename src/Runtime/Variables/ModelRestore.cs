using TypedModels.Engines;

namespace TypedModels.Runtime.Variables;

/// <summary>Restores a checkpoint into a model that is loaded, whole or in part; all of it, or nothing.</summary>
/// <param name="model">The model's short name.</param>
/// <param name="wrapper">The name that messages begin with: the wrapper's class.</param>
/// <param name="variables">Its variables.</param>
/// <param name="change">Gives variables their values.</param>
internal sealed class ModelRestore(string model, string wrapper, ModelVariables variables, Action<IReadOnlyList<(ModelVariable Variable, VariableData Data)>> change)
{
    private const int MostNamed = 3;

    /// <summary>Restores.</summary>
    /// <param name="path">A checkpoint's prefix, or a folder whose file <c>checkpoint</c> says which; absolute.</param>
    /// <param name="options">What to restore, and how.</param>
    /// <exception cref="ModelRestoreException">The checkpoint does not fit, is damaged or not there, or the engine cannot take its values.</exception>
    public RestoreReport Run(string path, RestoreOptions options)
    {
        string prefix = path;
        try
        {
            var wanted = Select(path, options.Only);
            using var checkpoint = WeightFiles.Open(path, variables.Weights, options.ByName);
            prefix = checkpoint.Prefix;
            var match = CheckpointMatch.Of(checkpoint, wanted, variables.OtherKeys.Concat(variables.All.Select(variable => variable.Key)), new VariableNames(options.VariableMap));
            // By name, whole layers are passed over; a checkpoint of TensorFlow knows no layers.
            bool passesOver = options.ByName && variables.Weights is not null && WeightFiles.AreOfKeras(path, variables.Weights);
            Require(match, prefix, passesOver ? options with { AllowMissing = true } : options);
            change(match.Values);
            return Report(match, prefix);
        }
        catch (Exception exception) when (exception is FormatException or ModelException and not ModelRestoreException)
        {
            throw new ModelRestoreException(model, prefix, $"{wrapper} was not restored, it has the weights that it had: {exception.Message}", exception);
        }
    }

    private ModelVariable[] Select(string path, string? only)
    {
        ModelVariable[] own = [.. variables.Own];
        ModelVariable[] wanted = [.. own.Where(variable => IsUnder(variable, only))];
        if (wanted.Length > 0)
        {
            return wanted;
        }

        string why = variables.All.Count == 0 ? "it has no variables"
            : variables.All.Any(variable => IsUnder(variable, only)) ? "the variables are those of the model that it was loaded over; restore that one"
            : $"none of its variables begins with '{only}' ({nameof(RestoreOptions)}.{nameof(RestoreOptions.Only)}); they are {NamesOf(own)}";
        throw new ModelRestoreException(model, path, $"{wrapper} was not restored: {why}.");
    }

    private static bool IsUnder(ModelVariable variable, string? beginning) =>
        beginning is null || VariableNames.BeginsWith(variable.Key, beginning) || VariableNames.BeginsWith(variable.Node, beginning);

    private static string NamesOf(ModelVariable[] named) =>
        string.Join(", ", named.Take(MostNamed).Select(variable => $"'{variable.Key}'")) + (named.Length > MostNamed ? $" and {named.Length - MostNamed} more" : "");

    private RestoreReport Report(CheckpointMatch match, string prefix)
    {
        var restored = match.Values.Select(value => value.Variable).ToHashSet();
        return new RestoreReport
        {
            Checkpoint = prefix,
            Restored = Names(restored),
            Kept = Names(variables.Own.Where(variable => !restored.Contains(variable))),
            Unexpected = match.Unexpected,
        };
    }

    private void Require(CheckpointMatch match, string prefix, RestoreOptions options)
    {
        bool fits = (match.Missing.Count == 0 || options.AllowMissing) && (match.Mismatched.Count == 0 || options.SkipMismatched) && match.Values.Count > 0;
        if (!fits)
        {
            throw new ModelRestoreException(
                model,
                prefix,
                $"{prefix} does not fit {wrapper}, which has the weights that it had:{MismatchText.Of(match)}\n"
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
