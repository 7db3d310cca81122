using TypedModels.Formats;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers;

/// <summary>Axes as configurations give them: below 0 counted from the last.</summary>
internal static class Axes
{
    /// <summary>An axis counted from the first.</summary>
    /// <param name="axis">The axis, below 0 counted from the last.</param>
    /// <param name="rank">The number of axes.</param>
    /// <exception cref="ModelFormatException">There is no such axis.</exception>
    public static int Counted(int axis, int rank) => axis >= -rank && axis < rank
        ? axis < 0 ? rank + axis : axis
        : throw KerasFault.Damaged($"axis {axis} is asked for, and there are {rank}");

    /// <summary>Axes counted from the first, each once.</summary>
    /// <exception cref="ModelFormatException">There is no such axis, or one is given twice.</exception>
    public static int[] Counted(IReadOnlyList<int> axes, int rank)
    {
        int[] counted = [.. axes.Select(axis => Counted(axis, rank))];
        return counted.Distinct().Count() == counted.Length ? counted : throw KerasFault.Damaged($"the axes {string.Join(", ", axes)} name one twice");
    }
}
