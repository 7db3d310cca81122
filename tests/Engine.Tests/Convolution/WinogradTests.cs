using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Kernels.Convolution;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Tests.Convolution;

public sealed class WinogradTests
{
    // What a direct sum of as many products may be wrong by, several times; the recorded answers of models allow a hundred times as much.
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("SAME", 16, 16, 32, 32)]
    [InlineData("SAME", 13, 18, 33, 47)]
    [InlineData("VALID", 15, 27, 64, 40)]
    [InlineData("SAME", 40, 23, 32, 16)]
    [InlineData("VALID", 12, 12, 40, 70)]
    [InlineData("SAME", 7, 7, 96, 112)]
    [InlineData("SAME", 6, 9, 150, 83)]
    [InlineData("VALID", 9, 10, 81, 130)]
    public void AConvolutionIsTheSumOverItsWindow(string padding, int height, int width, int inputs, int outputs)
    {
        foreach (bool hasTail in new[] { false, true })
        {
            var (results, expected) = new ConvolutionCall(padding, height, width, inputs, outputs) { HasTail = hasTail }.Run(threads: 1);
            double largest = expected.Max(Math.Abs);
            Assert.Equal(expected, results.Select(value => (double)value), (a, b) => Math.Abs(a - b) <= Tolerance * largest);
            Assert.Equal(results, new ConvolutionCall(padding, height, width, inputs, outputs) { HasTail = hasTail }.Run(threads: 2).Results);
        }
    }

    [Fact]
    public void APictureMayHaveAnotherSizeThanTheModelDeclares()
    {
        var (results, expected) = new ConvolutionCall("SAME", 16, 16, 32, 32) { HasTail = true, Height = 5, Width = 3 }.Run(threads: 1);
        double largest = expected.Max(Math.Abs);
        Assert.Equal(expected, results.Select(value => (double)value), (a, b) => Math.Abs(a - b) <= Tolerance * largest);
    }

    [Fact]
    public void SmallTilesMayReachBeyondThePicture()
    {
        var (results, expected) = new ConvolutionCall("SAME", 8, 8, 96, 96) { HasTail = true, Height = 5, Width = 3 }.Run(threads: 1);
        double largest = expected.Max(Math.Abs);
        Assert.Equal(expected, results.Select(value => (double)value), (a, b) => Math.Abs(a - b) <= Tolerance * largest);
    }

    [Theory]
    [InlineData(56, 64, 64, 4)]
    [InlineData(14, 512, 512, 4)]
    [InlineData(8, 64, 64, 4)]
    [InlineData(7, 512, 512, 2)]
    [InlineData(8, 512, 1024, 2)]
    [InlineData(6, 128, 128, 2)]
    [InlineData(4, 512, 512, 0)]
    [InlineData(32, 16, 16, 0)]
    [InlineData(8, 16, 32, 4)]
    [InlineData(8, 16, 16, 0)]
    [InlineData(5, 64, 64, 0)]
    [InlineData(224, 3, 64, 0)]
    public void ItIsChosenWhereItIsFaster(int size, int inputs, int outputs, int side)
    {
        // Vectors of sixteen elements need sixteen channels; all of these have them or are refused anyway.
        var axis = WindowAxis.Same(size, 3, 1, 1);
        Assert.Equal(side, WinogradConvolution.SideFor(new Shape(3, 3, inputs, outputs), axis, axis));
        Assert.Equal(0, WinogradConvolution.SideFor(new Shape(3, 3, inputs, outputs), axis, WindowAxis.Same(size, 3, 2, 1)));
        Assert.Equal(0, WinogradConvolution.SideFor(new Shape(3, 3, inputs, outputs), WindowAxis.Same(size, 3, 1, 2), axis));
    }
}
