namespace TypedModels.Formats.Keras;

/// <summary>One call of a layer in a model.</summary>
/// <param name="Arguments">What it is given by position.</param>
/// <param name="Named">What it is given by name.</param>
internal sealed record KerasCall(IReadOnlyList<KerasArgument> Arguments, IReadOnlyDictionary<string, KerasArgument> Named)
{
    /// <summary>All tensors that it is given.</summary>
    public IEnumerable<KerasTensorReference> Tensors => Arguments.Concat(Named.Values).SelectMany(argument => argument.Tensors);
}
