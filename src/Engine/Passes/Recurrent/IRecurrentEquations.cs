using TypedModels.Engine.Kernels.Recurrent;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes.Recurrent;

/// <summary>The equations of a recurrent layer with their weights.</summary>
internal interface IRecurrentEquations
{
    /// <summary>Puts the weights in the order that steps need them in.</summary>
    RecurrentCell Pack(MemoryBudget budget);
}
