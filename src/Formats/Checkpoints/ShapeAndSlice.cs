using System.Globalization;

namespace TypedModels.Formats.Checkpoints;

/// <summary>The text that a saver names a part of a partitioned variable with (<c>ParseShapeAndSlice</c>): the whole shape, then the slice: <c>6 4 0,3:-</c>.</summary>
internal static class ShapeAndSlice
{
    /// <summary>Parses the text.</summary>
    /// <returns>The shape of the whole tensor and the slice, or null when the text is not of that form.</returns>
    public static (TensorShape Shape, TensorSlice Slice)? Parse(string text)
    {
        string[] words = text.Split(' ');
        var dimensions = new long[words.Length - 1];
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            if (!long.TryParse(words[axis], NumberStyles.None, CultureInfo.InvariantCulture, out dimensions[axis]))
            {
                return null;
            }
        }

        var slice = TensorSlice.TryParse(words[words.Length - 1]);
        return slice is not null && slice.Extents.Count == dimensions.Length ? (new TensorShape(dimensions), slice) : null;
    }
}
