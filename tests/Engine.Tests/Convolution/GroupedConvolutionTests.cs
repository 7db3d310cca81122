namespace TypedModels.Engine.Tests.Convolution;

public sealed class GroupedConvolutionTests
{
    [Theory]
    [InlineData(8, 8, 8)]
    [InlineData(12, 24, 6)]
    [InlineData(64, 64, 16)]
    [InlineData(15, 5, 5)]
    [InlineData(10, 14, 2)]
    [InlineData(64, 128, 4)]
    public void EachGroupOfChannelsIsConvolvedByItself(int inputs, int outputs, int groups)
    {
        var call = new ConvolutionCall("SAME", 9, 14, inputs, outputs) { Groups = groups, HasTail = true };
        var (results, expected) = call.Run(threads: 1);
        Assert.Equal(expected, results.Select(value => (double)value), (a, b) => Math.Abs(a - b) <= 1e-5);
        Assert.Equal(results, call.Run(threads: 2).Results);
    }
}
