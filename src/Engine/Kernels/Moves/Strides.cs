using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Moves;

/// <summary>How far apart neighbours along an axis lie.</summary>
internal static class Strides
{
    /// <summary>Writes the strides of a value that is not empty, in elements.</summary>
    public static void Of(in Shape shape, Span<int> strides)
    {
        int stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }
    }
}
