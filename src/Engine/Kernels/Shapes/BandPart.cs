using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>MatrixBandPart: matrices with zeros outside a band around the diagonal.</summary>
internal static class BandPart
{
    /// <summary>The diagonals that are kept below and above come as tensors; a negative number keeps all.</summary>
    public static void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Rank < 2)
        {
            throw OperationException.InvalidArgument($"input must be at least 2-dim, received shape: {input.Shape}");
        }

        int rows = input[^2], columns = input[^1];
        int below = ReadWidth(context.Input(1), rows, "num_lower", "rows"), above = ReadWidth(context.Input(2), columns, "num_upper", "columns");
        var output = Copies.OfInput(context, 0);
        int lines = output.Count == 0 ? 0 : output.Count / columns;
        for (int line = 0; line < lines; line++)
        {
            if ((line & 0xFFFF) == 0)
            {
                context.ThrowIfCancelled();
            }

            int row = line % rows;
            long first = Math.Clamp((long)row - below, 0, columns), end = Math.Clamp((long)row + above + 1, 0, columns);
            if (first > 0)
            {
                Elements.Clear(output, line * columns, (int)first);
            }

            if (end < columns)
            {
                Elements.Clear(output, (line * columns) + (int)end, columns - (int)end);
            }
        }
    }

    private static int ReadWidth(Tensor width, int length, string name, string axis)
    {
        long value = Indices.Scalar(width, name);
        return value > length
            ? throw OperationException.InvalidArgument($"{name} must be negative or less or equal to number of {axis} ({length}) got: {value}")
            : value < 0 ? int.MaxValue : (int)value;
    }
}
