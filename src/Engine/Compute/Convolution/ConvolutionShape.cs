namespace TypedModels.Engine.Compute.Convolution;

/// <summary>The sizes of a convolution of pictures whose channels lie together.</summary>
/// <param name="Images">The number of pictures.</param>
/// <param name="Height">How the filter moves downwards.</param>
/// <param name="Width">How the filter moves to the right.</param>
/// <param name="InputChannels">The channels of the pictures.</param>
/// <param name="OutputChannels">The channels of the result.</param>
/// <param name="Groups">How many groups the channels fall into, each convolved by itself.</param>
internal readonly record struct ConvolutionShape(int Images, WindowAxis Height, WindowAxis Width, int InputChannels, int OutputChannels, int Groups)
{
    /// <summary>Whether the picture is read beyond its edges, so that a copy with zeros around it is needed.</summary>
    public bool IsPadded => Height.IsPadded || Width.IsPadded;

    /// <summary>The elements of the copies with zeros around them.</summary>
    public long PaddedLength => (long)Images * Height.Read * Width.Read * InputChannels;

    /// <summary>The rows of each group's filter matrix.</summary>
    public int Depth => checked(Height.Filter * Width.Filter * (InputChannels / Groups));
}
