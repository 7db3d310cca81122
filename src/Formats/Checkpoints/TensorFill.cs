namespace TypedModels.Formats.Checkpoints;

/// <summary>Gives the bytes of a tensor piece by piece, in their order.</summary>
/// <param name="offset">How many bytes were given before.</param>
/// <param name="piece">Where the next ones go; all of it is to be filled.</param>
internal delegate void TensorFill(long offset, Span<byte> piece);
