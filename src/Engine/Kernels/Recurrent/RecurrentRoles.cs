namespace TypedModels.Engine.Kernels.Recurrent;

/// <summary>What the variables of a loop are to a recurrent layer. Those that are neither counted nor named here stay the same from round to round.</summary>
/// <param name="IsCounter">Which variables become one more in each round.</param>
/// <param name="Bounds">There is another round where each of these counters is less than a variable, or than a number where the variable is −1.</param>
/// <param name="Inputs">The list of the steps' inputs.</param>
/// <param name="InputCounter">The counter that says which input is read.</param>
/// <param name="Hidden">The state that is also a step's output.</param>
/// <param name="Cells">The other state, or null for none.</param>
/// <param name="Outputs">The list of outputs, or null for none.</param>
/// <param name="OutputCounter">The counter that says which output is written, or null.</param>
/// <param name="OutputPlace">Which output is written where no counter says it.</param>
/// <param name="AreOutputsRead">Whether anything reads the list of outputs behind the loop.</param>
internal sealed record RecurrentRoles(
    bool[] IsCounter, (int Counter, int Input, long Value)[] Bounds, int Inputs, int InputCounter, int Hidden, int? Cells, int? Outputs, int? OutputCounter, int OutputPlace, bool AreOutputsRead);
