using System.Numerics;
using TypedModels.Engine.Compute.Fourier;

namespace TypedModels.Engine.Tests.Fourier;

public sealed class FourierPlanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60)]
    [InlineData(97)]
    [InlineData(1001)]
    [InlineData(4096)]
    [InlineData(10_007)]
    [InlineData(65_536)]
    public void AWaveHasOneFrequency(int length)
    {
        int frequency = length / 3;
        var data = new Complex[length];
        for (int i = 0; i < length; i++)
        {
            data[i] = Complex.FromPolarCoordinates(1, 2 * Math.PI * ((long)frequency * i % length) / length);
        }

        var plan = FourierPlan.Create(length);
        plan.Forward(data, new Complex[plan.ScratchLength]);

        data[frequency] -= length;
        Assert.All(data, value => Assert.InRange(value.Magnitude, 0, 1e-9 * length));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(131)]
    [InlineData(3600)]
    public void TheInverseGivesBackWhatWasTransformed(int length)
    {
        var random = new Random(length);
        Complex[] original = [.. Enumerable.Range(0, length).Select(_ => new Complex(random.NextDouble(), random.NextDouble()))];
        Complex[] data = [.. original];
        var plan = FourierPlan.Create(length);
        var scratch = new Complex[plan.ScratchLength];

        plan.Forward(data, scratch);
        plan.Inverse(data, scratch);

        Assert.All(original.Zip(data), pair => Assert.InRange((pair.First - pair.Second).Magnitude, 0, 1e-12));
    }

    [Fact]
    public void PlansAreKept() => Assert.Same(FourierPlan.Create(48), FourierPlan.Create(48));
}
