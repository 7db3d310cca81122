using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>How a window moves over the pictures of a quantised operation.</summary>
/// <param name="Rows">Down.</param>
/// <param name="Columns">Across.</param>
internal readonly record struct QuantisedWindow(WindowAxis Rows, WindowAxis Columns)
{
    /// <summary>Places a window of a size over pictures.</summary>
    public static QuantisedWindow Create(Tensor pictures, int height, int width, int[] strides, bool same) => same
        ? new QuantisedWindow(WindowAxis.Same(pictures[1], height, strides[1], 1), WindowAxis.Same(pictures[2], width, strides[2], 1))
        : new QuantisedWindow(WindowAxis.Valid(pictures[1], height, strides[1], 1), WindowAxis.Valid(pictures[2], width, strides[2], 1));

    /// <summary>Reads four numbers, one for each axis of pictures, of which the first and the last must be 1.</summary>
    public static int[] ReadAxes(KernelNode node, string attribute)
    {
        int[] numbers = node.Integers(attribute);
        return numbers is [1, > 0, > 0, 1]
            ? numbers
            : throw OperationException.InvalidArgument($"{attribute} must be four numbers above 0, the first and the last 1, got {string.Join(", ", numbers)}");
    }

    /// <summary>Reads the padding: whether the border is padded.</summary>
    public static bool ReadPadding(KernelNode node) => node.Text("padding") switch
    {
        "SAME" => true,
        "VALID" => false,
        var other => throw OperationException.InvalidArgument($"padding must be SAME or VALID, got {other}"),
    };

    /// <summary>The shape of the result with some channels.</summary>
    public Shape Shape(int batch, int channels) => new([batch, Rows.Output, Columns.Output, channels]);
}
