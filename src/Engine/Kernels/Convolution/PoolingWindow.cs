using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>The window of a pooling: its sizes and steps along all axes, images and channels included, and the padding.</summary>
internal sealed class PoolingWindow
{
    private readonly int[] _sizes;
    private readonly int[] _strides;
    private readonly string _padding;
    private readonly int[] _explicit;
    private readonly bool _countsZeros;

    /// <param name="node">The node, with the padding and the order of the axes.</param>
    /// <param name="rank">The axes of its values.</param>
    /// <param name="sizes">The window's size along each axis.</param>
    /// <param name="strides">The steps along each axis.</param>
    public PoolingWindow(KernelNode node, int rank, int[] sizes, int[] strides)
    {
        Rank = rank;
        _sizes = sizes;
        _strides = strides;
        _padding = node.Padding is null ? node.Text("padding") : "EXPLICIT";
        IsChannelsFirst = node.Has("data_format") && node.Text("data_format") is "NCHW" or "NCDHW";
        _explicit = node.Padding is [var above, var below, var left, var right] ? [0, 0, above, below, left, right, 0, 0] : _padding == "EXPLICIT" ? node.Integers("explicit_paddings") : [];
        _countsZeros = node.Padding is not null;
        Require();
    }

    /// <summary>The axes of the values.</summary>
    public int Rank { get; }

    /// <summary>Whether the channels come before the spatial axes.</summary>
    public bool IsChannelsFirst { get; }

    /// <summary>How many neighbouring channels become one.</summary>
    public int Channels => _sizes[ChannelAxis];

    private int ChannelAxis => IsChannelsFirst ? 1 : Rank - 1;

    /// <summary>The sizes of the pooling for an input.</summary>
    public PoolingShape Over(in Shape input)
    {
        if (input.Rank != Rank)
        {
            throw OperationException.InvalidArgument($"tensor_in must be {Rank}-dimensional: {input}");
        }

        int first = Rank - 4;
        return new PoolingShape(input[0], first == 0 ? WindowAxis.Single : Axis(0, input), Axis(first, input), Axis(first + 1, input), input[ChannelAxis]) { CountsZeros = _countsZeros };
    }

    /// <summary>The shape of the result.</summary>
    public Shape Result(in PoolingShape shape)
    {
        int images = shape.Images, channels = shape.Channels / Channels, height = shape.Height.Output, width = shape.Width.Output;
        return (Rank, IsChannelsFirst) switch
        {
            (4, false) => new Shape(images, height, width, channels),
            (4, true) => new Shape(images, channels, height, width),
            (_, false) => new Shape(images, shape.Depth.Output, height, width, channels),
            _ => new Shape(images, channels, shape.Depth.Output, height, width),
        };
    }

    private WindowAxis Axis(int spatial, in Shape input)
    {
        int axis = IsChannelsFirst ? spatial + 2 : spatial + 1;
        return _padding switch
        {
            "SAME" => WindowAxis.Same(input[axis], _sizes[axis], _strides[axis], 1),
            "VALID" => WindowAxis.Valid(input[axis], _sizes[axis], _strides[axis], 1),
            _ => WindowAxis.Explicit(input[axis], _sizes[axis], _strides[axis], 1, _explicit[2 * axis], _explicit[(2 * axis) + 1]),
        };
    }

    private void Require()
    {
        if (_sizes.Length != Rank || _strides.Length != Rank || (_padding == "EXPLICIT" && _explicit.Length != 2 * Rank))
        {
            throw OperationException.InvalidArgument($"Sliding window ksize and stride fields must specify {Rank} dimensions");
        }

        if (_sizes.Any(size => size <= 0) || _strides.Any(stride => stride <= 0) || _explicit.Any(padding => padding < 0))
        {
            throw OperationException.InvalidArgument("Sliding window ksize and strides must be positive, and padding not negative.");
        }

        if (_sizes[0] != 1 || _strides[0] != 1)
        {
            throw OperationException.Unimplemented("Pooling is not yet supported on the batch dimension.");
        }

        if (_padding == "EXPLICIT" && (_explicit[0] + _explicit[1] + _explicit[2 * ChannelAxis] + _explicit[(2 * ChannelAxis) + 1]) != 0)
        {
            throw OperationException.InvalidArgument("Nonzero explicit padding in the batch or depth dimensions is not supported");
        }

        for (int axis = 0; axis < Rank && _padding == "EXPLICIT"; axis++)
        {
            if (axis != 0 && axis != ChannelAxis && (_explicit[2 * axis] >= _sizes[axis] || _explicit[(2 * axis) + 1] >= _sizes[axis]))
            {
                throw OperationException.InvalidArgument($"Padding of {_explicit[2 * axis]} and {_explicit[(2 * axis) + 1]} must be less than the window, which has {_sizes[axis]} positions.");
            }
        }
    }
}
