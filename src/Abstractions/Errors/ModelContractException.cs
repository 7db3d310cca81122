namespace TypedModels;

/// <summary>The model on disk does not keep what the compiled wrapper promises: it was exported again with other signatures.</summary>
public sealed class ModelContractException : ModelLoadException
{
    /// <summary>An error that lists <paramref name="differences"/>.</summary>
    public ModelContractException(string model, string? file, string message, IReadOnlyList<ContractDifference> differences)
        : base(model, file, message) => Differences = differences;

    /// <summary>Every difference between the compiled contract and the model's, breaking and compatible.</summary>
    public IReadOnlyList<ContractDifference> Differences { get; }
}
