namespace TypedModels.Engine.Compute.Codecs.Gif;

/// <summary>One frame of a GIF: where it stands, its colours, and its indices once they are decompressed.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Palette">Three bytes a colour; <see langword="null"/> where there is neither a palette of its own nor a common one.</param>
/// <param name="Transparent">The index that leaves what is below; -1 for none.</param>
/// <param name="Indices">Row by row.</param>
internal sealed record GifFrame(int Left, int Top, int Width, int Height, byte[]? Palette, int Transparent, byte[] Indices);
