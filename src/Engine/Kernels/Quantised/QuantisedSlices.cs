using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>The slices of an axis with a range each, or the whole value with one.</summary>
/// <param name="Count">The number of slices.</param>
/// <param name="Inner">The elements that follow each other in a slice.</param>
internal readonly record struct QuantisedSlices(int Count, int Inner)
{
    /// <summary>Reads the mode of a node.</summary>
    public static QuantisedMode ModeOf(KernelNode node) => node.Text("mode") switch
    {
        "MIN_COMBINED" => QuantisedMode.MinCombined,
        "MIN_FIRST" => QuantisedMode.MinFirst,
        "SCALED" => QuantisedMode.Scaled,
        var other => throw OperationException.InvalidArgument($"Mode string must be 'MIN_COMBINED', 'MIN_FIRST', or 'SCALED', is '{other}'"),
    };

    /// <summary>Divides a value, and checks that inputs 1 and 2 have a range for each slice.</summary>
    public static QuantisedSlices Create(KernelContext context, int axis)
    {
        var input = context.Input(0);
        if (axis < -1 || axis >= input.Rank)
        {
            if (axis != -1)
            {
                throw OperationException.InvalidArgument($"Axis must be less than input dimension({input.Rank}), got {axis}");
            }
        }

        var slices = axis == -1 ? new QuantisedSlices(1, input.Count) : new QuantisedSlices(input[axis], input.Shape.Product(axis + 1, input.Rank));
        for (int i = 1; i <= 2; i++)
        {
            var range = context.Input(i);
            if (axis == -1 ? range.Count != 1 : range.Rank != 1 || range.Count != slices.Count)
            {
                throw OperationException.InvalidArgument($"{(i == 1 ? "min_range" : "max_range")} must have {slices.Count} elements, got shape {range.Shape}");
            }
        }

        return slices;
    }

    /// <summary>The slice of an element.</summary>
    public int Of(int element) => Count == 1 ? 0 : element / Inner % Count;

    /// <summary>The shape of the ranges.</summary>
    public Shape RangeShape(int axis) => axis == -1 ? Shape.Scalar : new Shape([Count]);
}
