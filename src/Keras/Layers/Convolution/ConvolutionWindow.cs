using TypedModels.Formats;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary>The window of a convolution: how large it is and how it moves (<c>keras/src/layers/convolutional/base_conv.py</c>).</summary>
internal sealed class ConvolutionWindow
{
    /// <param name="config">The configuration of the layer.</param>
    /// <param name="axes">The number of axes that it moves along.</param>
    /// <param name="mayBeCausal">Whether the layer knows the padding <c>causal</c>.</param>
    /// <exception cref="ModelFormatException">There is no such window.</exception>
    public ConvolutionWindow(LayerConfig config, int axes, bool mayBeCausal)
    {
        Size = config.PositivePerAxis("kernel_size", axes);
        Strides = config.PositivePerAxis("strides", axes, 1);
        Dilations = config.PositivePerAxis("dilation_rate", axes, 1);
        Padding = config["padding"]?.Text == "full"
            ? throw KerasFault.Unsupported("its padding is 'full', which only Keras 1 with Theano had")
            : mayBeCausal ? config.Word("padding", "valid", "valid", "same", "causal") : config.Word("padding", "valid", "valid", "same");
    }

    /// <summary>How many axes it moves along.</summary>
    public int Axes => Size.Length;

    /// <summary>Its size along each axis.</summary>
    public int[] Size { get; }

    /// <summary>How far it moves along each axis.</summary>
    public int[] Strides { get; }

    /// <summary>How far its elements are apart along each axis.</summary>
    public int[] Dilations { get; }

    /// <summary><c>valid</c>, <c>same</c> or <c>causal</c>.</summary>
    public string Padding { get; }

    /// <summary>Whether the result is as long as the input, divided by the strides.</summary>
    public bool IsSame => Padding == "same";

    /// <summary>Whether it moves by more than 1 along an axis.</summary>
    public bool IsStrided => Strides.Any(stride => stride > 1);

    /// <summary>Whether its elements are apart.</summary>
    public bool IsDilated => Dilations.Any(rate => rate > 1);

    /// <summary>The padding as TensorFlow's operations call it.</summary>
    public string OperationPadding => IsSame ? "SAME" : "VALID";

    /// <summary>How many elements it spans along an axis.</summary>
    public long Span(int axis) => ((Size[axis] - 1L) * Dilations[axis]) + 1;

    /// <summary>The same window for a plane, where a sequence is a plane of height 1.</summary>
    public static int[] InPlane(int[] values, int first = 1) => values.Length == 1 ? [first, values[0]] : values;

    /// <summary>Numbers for all axes, where batch and channels have 1.</summary>
    public static long[] WithBatchAndChannels(int[] values) => [1, .. values, 1];
}
