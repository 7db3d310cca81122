namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>At which end diagonals that are shorter than the longest are padded.</summary>
internal readonly struct DiagonalAlignment
{
    private readonly bool _padsAboveRight;
    private readonly bool _padsBelowRight;

    /// <summary>The alignment of a node; older operations pad at the right.</summary>
    public DiagonalAlignment(KernelNode node)
    {
        string align = node.Has("align") ? node.Text("align") : "LEFT_LEFT";
        if (align is not ("LEFT_RIGHT" or "RIGHT_LEFT" or "LEFT_LEFT" or "RIGHT_RIGHT"))
        {
            throw OperationException.InvalidArgument($"align must be one of LEFT_RIGHT, RIGHT_LEFT, LEFT_LEFT and RIGHT_RIGHT, but it is {align}.");
        }

        _padsAboveRight = align.StartsWith("LEFT", StringComparison.Ordinal);
        _padsBelowRight = align.EndsWith("LEFT", StringComparison.Ordinal);
    }

    /// <summary>Whether a diagonal starts at the left; the main one belongs to both sides.</summary>
    public bool IsLeft(int diagonal) => (diagonal >= 0 && _padsAboveRight) || (diagonal <= 0 && _padsBelowRight);
}
