namespace TypedModels;

/// <summary>How far a load has come.</summary>
/// <param name="Step">What is done now.</param>
/// <param name="Fraction">The share of the load's steps that are behind, from 0 to 1; the last report is exactly 1.</param>
public readonly record struct LoadProgress(LoadStep Step, double Fraction);

/// <summary>The steps of a load, in their order.</summary>
public enum LoadStep
{
    /// <summary>The model's files are read and compared with the contract.</summary>
    Reading,

    /// <summary>The engine takes the graph.</summary>
    Importing,

    /// <summary>The variables are restored.</summary>
    Restoring,

    /// <summary>The model's own initialisation runs: tables are filled.</summary>
    Initialising,

    /// <summary>The first calls are made; see <see cref="ModelOptions.WarmUp"/>.</summary>
    WarmingUp,

    /// <summary>The model is ready.</summary>
    Ready,
}
