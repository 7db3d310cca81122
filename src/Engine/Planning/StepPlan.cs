using TypedModels.Engine.Memory;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Planning;

/// <summary>A graph as a list of steps, one after the other. Slots hold its values: those of the arguments come first, then constants, then what the steps give. Never changes.</summary>
internal sealed class StepPlan : Plan
{
    /// <summary>What to run, in order.</summary>
    public required Step[] Steps { get; init; }

    /// <summary>What the model declares of the arguments' shapes.</summary>
    public required InferredShape[] ArgumentShapes { get; init; }

    /// <summary>The number of slots.</summary>
    public required int SlotCount { get; init; }

    /// <summary>The values that are the same in every call, in the slots after the arguments'.</summary>
    public required Tensor[] Constants { get; init; }

    /// <summary>The plans for certain shapes of the arguments; null where they would do no less.</summary>
    public ShapedPlans? Shaped { get; set; }

    /// <summary>The slots of the results; one slot may be there twice.</summary>
    public required int[] Results { get; init; }
}
