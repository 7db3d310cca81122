using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes.Recurrent;

/// <summary>Columns of a product with a known matrix, or of the input itself where that was multiplied before the loop.</summary>
/// <param name="Left">The value that is multiplied.</param>
/// <param name="Weights">The matrix, or null for none.</param>
/// <param name="Start">The first column that counts.</param>
/// <param name="Parts">Into how many parts the input was split alone; 0 where it was not.</param>
internal sealed record GateProduct(NodeOutput Left, Tensor? Weights, int Start, int Parts = 0);
