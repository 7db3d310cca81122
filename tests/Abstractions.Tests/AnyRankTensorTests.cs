using System.Numerics.Tensors;

namespace TypedModels.Tests;

public sealed class AnyRankTensorTests
{
    [Fact]
    public void ASingleElementHasNoAxes()
    {
        AnyRankTensor<float> result = 2.5f;

        Assert.True(result.IsScalar);
        Assert.Equal(0, result.Rank);
        Assert.Equal(2.5f, result.Scalar);
        Assert.Equal("The result is a single element without axes: read it from Scalar.", Assert.Throws<InvalidOperationException>(() => result.Tensor).Message);
    }

    [Fact]
    public void ATensorHasAxes()
    {
        var tensor = Tensor.Create<float>([1, 2], [2, 1]);
        AnyRankTensor<float> result = tensor;

        Assert.False(result.IsScalar);
        Assert.Equal(2, result.Rank);
        Assert.Same(tensor, result.Tensor);
        Assert.Equal("The result has 2 axes: read it from Tensor.", Assert.Throws<InvalidOperationException>(() => result.Scalar).Message);
    }

    [Fact]
    public void NullIsRefused() => Assert.Throws<ArgumentNullException>(() => new AnyRankTensor<float>((Tensor<float>)null!));
}
