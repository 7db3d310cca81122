using TypedModels.Engines;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Variables;

/// <summary>A variable of a loaded model, and how it is set and read: by nodes that were added to the graph.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Value">The tensor to feed a value to.</param>
/// <param name="Assign">The operation to run then.</param>
/// <param name="Read">The tensor to fetch the value from.</param>
internal sealed record VariableSlot(EngineVariable Variable, TF_Output Value, nint Assign, TF_Output Read);
