using System.Globalization;

namespace TypedModels.Runtime.Shapes;

/// <summary>Shapes as messages write them.</summary>
internal static class ShapeText
{
    /// <summary>The dimensions in brackets, such as <c>[7, 5]</c>.</summary>
    public static string Of(ReadOnlySpan<long> dimensions)
    {
        var words = new string[dimensions.Length];
        for (int axis = 0; axis < words.Length; axis++)
        {
            words[axis] = dimensions[axis].ToString(CultureInfo.InvariantCulture);
        }

        return "[" + string.Join(", ", words) + "]";
    }
}
