using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers;

/// <summary><c>Dense</c>.</summary>
public sealed class DenseTests
{
    [Theory]
    [InlineData("relu")]
    [InlineData("linear")]
    public void TheLastAxisIsMultipliedWithTheKernel(string activation)
    {
        var model = KerasModel.OfLayer("Dense", $"\"units\": 3, \"activation\": \"{activation}\"", "null, 4");
        var input = Numbers.Random(7, 2, 4);
        var (kernel, bias) = (model.Weights["layer/kernel"], model.Weights["layer/bias"]);
        model.AssertGives(
            Numbers.Make([2, 3], at =>
            {
                double sum = bias[at[1]] + Enumerable.Range(0, 4).Sum(k => input[at[0], k] * kernel[k, at[1]]);
                return activation == "relu" ? Math.Max(0, sum) : sum;
            }),
            input);
    }

    [Fact]
    public void FurtherAxesStayAsTheyAre()
    {
        var model = KerasModel.OfLayer("Dense", "\"units\": 2, \"use_bias\": false", "null, null, 3");
        var input = Numbers.Random(8, 2, 5, 3);
        var kernel = model.Weights["layer/kernel"];
        model.AssertGives(Numbers.Make([2, 5, 2], at => Enumerable.Range(0, 3).Sum(k => input[at[0], at[1], k] * kernel[k, at[2]])), input);
        Assert.Equal("[?, ?, 2]", model.Signature.Outputs["layer"].Shape.ToString());
    }
}
