using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Tests.Elementwise;

public sealed class ActivationTests
{
    public static TheoryData<int, double, double> Kinds => new()
    {
        // The unit in the last place of the result, and of one: exp(x) − 1 loses what lies below the last place of one.
        { (int)ActivationKind.Sigmoid, 4, 0 },
        { (int)ActivationKind.Tanh, 4, 0 },
        { (int)ActivationKind.LeakyRelu, 1, 0 },
        { (int)ActivationKind.Clamp, 0, 0 },
        { (int)ActivationKind.Elu, 4, 1.5e-7 },
        { (int)ActivationKind.Selu, 4, 3e-7 },
        { (int)ActivationKind.Swish, 6, 1e-40 },
        { (int)ActivationKind.ScaledSwish, 6, 1e-6 },
        { (int)ActivationKind.Gelu, 8, 1e-7 },
        { (int)ActivationKind.GeluTanh, 8, 1e-6 },
        { (int)ActivationKind.Mish, 8, 1e-7 },
        { (int)ActivationKind.HardSigmoid, 2, 6e-8 },
        { (int)ActivationKind.HardSwish, 2, 5e-7 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FloatsAreThoseOfDoublesToAFewUnitsInTheLastPlace(int kind, double units, double slack)
    {
        var activation = new Activation((ActivationKind)kind, -1, 1, 0.25f, 0.5f);
        float[] arguments = [.. Enumerable.Range(-4000, 8001).Select(i => i / 200f), .. Enumerable.Range(-40, 41).SelectMany(i => new[] { MathF.Pow(2, i / 2f), -MathF.Pow(2, i / 2f) }), -87, -95, -103, 87, 95, 500, -500];
        float[] values = [.. arguments];
        Activations.Apply(activation, values.AsSpan());
        for (int i = 0; i < values.Length; i++)
        {
            double expected = ExactActivations.Apply(activation, arguments[i]);
            float rounded = MathF.Abs((float)expected);
            double unit = (double)MathF.BitIncrement(rounded) - rounded;
            Assert.True(Math.Abs(values[i] - expected) <= (units * unit) + slack, $"{activation.Kind}({arguments[i]:R}) is {values[i]:R}, expected {expected:R}.");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryLengthGivesTheSameBits(int kind, double units, double slack)
    {
        Assert.True(units + slack >= 0);
        var activation = new Activation((ActivationKind)kind, -1, 1, 0.25f, 0.5f);
        float[] all = [.. Enumerable.Range(0, 70).Select(i => (i * 0.37f) - 12)];
        float[] whole = [.. all];
        Activations.Apply(activation, whole.AsSpan());
        for (int length = 1; length < all.Length; length++)
        {
            float[] part = all[..length];
            Activations.Apply(activation, part.AsSpan());
            Assert.Equal(whole[..length], part);
        }
    }

    [Fact]
    public void ANumberThatIsNoneStays()
    {
        foreach (var kind in Enum.GetValues<ActivationKind>().Where(kind => kind != ActivationKind.None))
        {
            float[] values = [float.NaN, .. new float[20]];
            Activations.Apply(new Activation(kind, -1, 1, 0.25f, 0.5f), values.AsSpan());
            Assert.True(float.IsNaN(values[0]), $"{kind}");
        }
    }

    [Theory]
    [InlineData((int)ActivationKind.Gelu)]
    [InlineData((int)ActivationKind.GeluTanh)]
    [InlineData((int)ActivationKind.Swish)]
    [InlineData((int)ActivationKind.Mish)]
    public void InfinityStays(int kind)
    {
        float[] values = [float.PositiveInfinity, float.MaxValue, .. new float[20]];
        Activations.Apply(new Activation((ActivationKind)kind), values.AsSpan());
        Assert.Equal([float.PositiveInfinity, float.MaxValue], values[..2]);
    }
}
