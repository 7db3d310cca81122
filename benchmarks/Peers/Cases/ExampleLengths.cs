namespace TypedModels.Benchmarks;

/// <summary>The lengths of axes that a model leaves open: the first holds the examples, the others are as long as what was recorded, unless this table says something else.</summary>
internal static class ExampleLengths
{
    private const long OtherLength = 7;

    // One example of "add" is two vectors of three; the sequences are as long as those that published figures are about.
    private static readonly Dictionary<(string Model, int Axis), long> s_lengths = new()
    {
        [("add", 0)] = 3,
        [("char_lm", 1)] = 7,
        [("lstm", 1)] = 20,
    };

    /// <summary>The shape of an input of <paramref name="batch"/> examples.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="batch">How many examples.</param>
    /// <param name="declared">What the signature says.</param>
    /// <param name="recorded">The shape of a recorded value, or null.</param>
    public static long[] ShapeOf(string model, int batch, TensorShape declared, ReadOnlySpan<long> recorded)
    {
        if (!declared.HasRank)
        {
            return recorded.ToArray();
        }

        long[] shape = [.. declared.Dimensions];
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
