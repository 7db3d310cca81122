using TypedModels.Engine.Compute.Convolution;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>How a node moves its window over the spatial axes, two or three of them, and where it has the channels.</summary>
internal sealed class WindowSettings
{
    private readonly int[] _strides;
    private readonly int[] _dilations;
    private readonly string _padding;
    private readonly int[] _explicit;

    private WindowSettings(KernelNode node, int rank, bool isChannelsFirst, string sizes)
    {
        Rank = rank;
        IsChannelsFirst = isChannelsFirst;
        _padding = node.Padding is null ? node.Text("padding") : "EXPLICIT";
        _strides = Spatial(node, sizes);
        _dilations = node.Has("dilations") && node.Integers("dilations").Length > 0 ? Spatial(node, "dilations") : [.. Enumerable.Repeat(1, SpatialAxes)];
        _explicit = node.Padding ?? (_padding == "EXPLICIT" ? Explicit(node) : []);
    }

    /// <summary>The axes of the values, images and channels included.</summary>
    public int Rank { get; }

    /// <summary>The axes that the window moves along.</summary>
    public int SpatialAxes => Rank - 2;

    /// <summary>Whether the channels come before the spatial axes.</summary>
    public bool IsChannelsFirst { get; }

    /// <summary>Whether the window moves by single elements and leaves none out.</summary>
    public bool IsPlain => _strides.All(stride => stride == 1) && _dilations.All(dilation => dilation == 1);

    /// <summary>The settings of a node with the attributes that all of them have.</summary>
    /// <param name="node">The node.</param>
    /// <param name="rank">The axes of its values.</param>
    /// <param name="strides">The attribute with the steps.</param>
    public static WindowSettings Of(KernelNode node, int rank, string strides = "strides")
    {
        string format = node.Has("data_format") ? node.Text("data_format") : "NHWC";
        return format is "NHWC" or "NDHWC" or "CHANNELS_LAST" or "NCHW" or "NCDHW" or "CHANNELS_FIRST"
            ? new WindowSettings(node, rank, format is "NCHW" or "NCDHW" or "CHANNELS_FIRST", strides)
            : throw OperationException.InvalidArgument($"{node.Operation} does not take the data format {format} on a processor.");
    }

    /// <summary>The position of a spatial axis in a shape.</summary>
    public int AxisOf(int spatial) => IsChannelsFirst ? spatial + 2 : spatial + 1;

    /// <summary>The position of the channels in a shape.</summary>
    public int ChannelAxis => IsChannelsFirst ? 1 : Rank - 1;

    /// <summary>How a window of <paramref name="filter"/> positions moves along a spatial axis of <paramref name="input"/> elements.</summary>
    public WindowAxis Axis(int spatial, int input, int filter)
    {
        if (filter <= 0)
        {
            throw OperationException.InvalidArgument($"The window has {filter} positions along an axis; it needs one.");
        }

        return _padding switch
        {
            "SAME" => WindowAxis.Same(input, filter, _strides[spatial], _dilations[spatial]),
            "VALID" => WindowAxis.Valid(input, filter, _strides[spatial], _dilations[spatial]),
            _ => WindowAxis.Explicit(input, filter, _strides[spatial], _dilations[spatial], _explicit[2 * spatial], _explicit[(2 * spatial) + 1]),
        };
    }

    private int[] Spatial(KernelNode node, string attribute)
    {
        int[] all = node.Integers(attribute);
        if (all.Length != Rank)
        {
            throw OperationException.InvalidArgument($"Sliding window {attribute} field must specify {Rank} dimensions, not {all.Length}");
        }

        if (all[0] != 1 || all[ChannelAxis] != 1)
        {
            throw OperationException.Unimplemented($"Current implementation does not yet support {attribute} in the batch and depth dimensions.");
        }

        int[] spatial = [.. Enumerable.Range(0, SpatialAxes).Select(axis => all[AxisOf(axis)])];
        return spatial.All(value => value > 0) ? spatial : throw OperationException.InvalidArgument($"Sliding window {attribute} must be > 0, not {string.Join(", ", spatial)}");
    }

    private int[] Explicit(KernelNode node)
    {
        int[] all = node.Integers("explicit_paddings");
        if (all.Length != 2 * Rank || all.Any(value => value < 0))
        {
            throw OperationException.InvalidArgument($"explicit_paddings must have {2 * Rank} elements that are not negative, not [{string.Join(", ", all)}]");
        }

        if (all[0] != 0 || all[1] != 0 || all[2 * ChannelAxis] != 0 || all[(2 * ChannelAxis) + 1] != 0)
        {
            throw OperationException.InvalidArgument("Nonzero explicit padding in the batch or depth dimensions is not supported");
        }

        return [.. Enumerable.Range(0, SpatialAxes).SelectMany(axis => all.AsSpan(2 * AxisOf(axis), 2).ToArray())];
    }
}
