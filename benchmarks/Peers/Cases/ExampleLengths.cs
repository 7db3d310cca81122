namespace TypedModels.Benchmarks;

/// <summary>The lengths of axes that a model leaves open: the first holds the examples, the others are as long as what was recorded, unless this table says something else.</summary>
internal static class ExampleLengths
{
    private const long OtherLength = 7;
    private const int PictureRank = 4;

    // One example of "add" is two vectors of three; the sequences are as long as those that published figures are about.
    private static readonly Dictionary<(string Model, int Axis), long> s_lengths = new()
    {
        [("add", 0)] = 3,
        [("char_lm", 1)] = 7,
        [("lstm", 1)] = 20,
    };

    /// <summary>Whether an input is of pictures of any height and width.</summary>
    public static bool AreOpenPictures(TensorShape declared) => declared.HasRank && declared.Rank == PictureRank && declared.Dimensions[1] < 0 && declared.Dimensions[2] < 0;

    /// <summary>The shape of an input of <paramref name="batch"/> examples.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="batch">How many examples.</param>
    /// <param name="side">The height and width of pictures where they are open; 0 for what was recorded.</param>
    /// <param name="declared">What the signature says.</param>
    /// <param name="recorded">The shape of a recorded value, or null.</param>
    public static long[] ShapeOf(string model, int batch, int side, TensorShape declared, ReadOnlySpan<long> recorded)
    {
        if (!declared.HasRank)
        {
            return recorded.ToArray();
        }

        long[] shape = [.. declared.Dimensions];
        if (side > 0 && AreOpenPictures(declared))
        {
            (shape[1], shape[2]) = (side, side);
        }

        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] < 0)
            {
                bool isKnown = s_lengths.TryGetValue((model, axis), out long length);
                shape[axis] = axis == 0 ? batch * (isKnown ? length : 1) : isKnown ? length : axis < recorded.Length ? recorded[axis] : OtherLength;
            }
        }

        return shape;
    }
}
