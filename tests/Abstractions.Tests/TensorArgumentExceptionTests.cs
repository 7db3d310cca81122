namespace TypedModels.Tests;

public sealed class TensorArgumentExceptionTests
{
    [Fact]
    public void TheDetailsAreProperties()
    {
        var error = new TensorArgumentException("text", "model", "signature", "max_faces", "maxFaces", 1, new TensorShape(-1, 4), new TensorShape(7, 5));

        Assert.Equal("text", error.Message);
        Assert.Equal("model", error.Model);
        Assert.Equal("signature", error.Signature);
        Assert.Equal("max_faces", error.Argument);
        Assert.Equal("maxFaces", error.ParamName);
        Assert.Equal(1, error.Axis);
        Assert.Equal("[?, 4]", error.Expected.ToString());
        Assert.Equal("[7, 5]", error.Actual.ToString());
    }
}
