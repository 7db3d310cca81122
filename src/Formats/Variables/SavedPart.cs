using TypedModels.Formats.Checkpoints;

namespace TypedModels.Formats.Variables;

/// <summary>A part of a tensor in a checkpoint.</summary>
/// <param name="WholeShape">The shape of the tensor.</param>
/// <param name="Slice">The part.</param>
internal sealed record SavedPart(TensorShape WholeShape, TensorSlice Slice);
