using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes.Recurrent;

/// <summary>Columns of a product with a known matrix.</summary>
/// <param name="Left">The value that is multiplied.</param>
/// <param name="Weights">The matrix.</param>
/// <param name="Start">Its first column that counts.</param>
internal sealed record GateProduct(NodeOutput Left, Tensor Weights, int Start);
