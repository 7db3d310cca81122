using TypedModels.Keras.Models;

namespace TypedModels.Keras.Tests.Models;

/// <summary>What Keras 3 calls the groups of layers.</summary>
public sealed class LayerNamesTests
{
    [Theory]
    [InlineData("Dense", "dense")]
    [InlineData("Conv2D", "conv2d")]
    [InlineData("Conv2DTranspose", "conv2d_transpose")]
    [InlineData("ReLU", "re_lu")]
    [InlineData("PReLU", "p_re_lu")]
    [InlineData("LSTM", "lstm")]
    [InlineData("MaxPooling2D", "max_pooling2d")]
    [InlineData("BatchNormalization", "batch_normalization")]
    [InlineData("DepthwiseConv2D", "depthwise_conv2d")]
    [InlineData("MultiHeadAttention", "multi_head_attention")]
    [InlineData("TimeDistributed", "time_distributed")]
    [InlineData("ZeroPadding2D", "zero_padding2d")]
    [InlineData("RMSNormalization", "rms_normalization")]
    public void AClassIsWrittenInSnakeCase(string className, string expected) => Assert.Equal(expected, LayerNames.ToSnakeCase(className));

    [Fact]
    public void LayersOfOneClassAreNumberedInTheirOrder()
    {
        var names = new LayerNames();
        Assert.Equal(["dense", "conv2d", "dense_1", "dense_2"], new[] { "Dense", "Conv2D", "Dense", "Dense" }.Select(names.Next));
    }
}
