namespace TypedModels.Engine.Compute.Convolution;

/// <summary>Some of the tiles of a convolution by <see cref="Winograd"/>, computed together: their pixels and results are matrices with a row for each tile, one for each position.</summary>
/// <param name="Shape">The sizes.</param>
/// <param name="Side">The results of a tile along each axis.</param>
/// <param name="First">The first tile.</param>
/// <param name="Count">How many tiles.</param>
internal readonly record struct WinogradTiles(ConvolutionShape Shape, int Side, int First, int Count)
{
    /// <summary>All tiles of a convolution.</summary>
    public static int Of(in ConvolutionShape shape, int side) => checked(shape.Images * Winograd.TileCount(shape.Height, side) * Winograd.TileCount(shape.Width, side));

    /// <summary>Where a tile lies: its picture, and its first result.</summary>
    public (int Image, int Row, int Column) Place(int tile)
    {
        int across = Winograd.TileCount(Shape.Width, Side), down = Winograd.TileCount(Shape.Height, Side);
        (int row, int column) = Math.DivRem(First + tile, across);
        (int image, row) = Math.DivRem(row, down);
        return (image, row * Side, column * Side);
    }
}
