using System.Globalization;
using TypedModels.Engine.Compute.Special;
using TypedModels.Engine.Tests.Support;

namespace TypedModels.Engine.Tests.Elementwise;

public sealed class VectorFunctionTests
{
    private static readonly double[] s_erfArguments = [.. Enumerable.Range(-500, 1001).Select(i => i / 100.0)];

    [Theory]
    [InlineData("Exp")]
    [InlineData("Expm1")]
    [InlineData("Log")]
    [InlineData("Log1p")]
    [InlineData("Tanh")]
    [InlineData("Sigmoid")]
    [InlineData("Sin")]
    [InlineData("Cos")]
    [InlineData("Rsqrt")]
    [InlineData("Softplus")]
    [InlineData("Elu")]
    public void FloatsAreExactToAFewUnitsInTheLastPlace(string operation)
    {
        float[] arguments = Arguments(operation);
        float[] values = SingleOperation.Floats(operation, arguments);
        for (int i = 0; i < arguments.Length; i++)
        {
            double expected = Definition(operation, arguments[i]);
            float rounded = MathF.Abs((float)expected);
            double unit = (double)MathF.BitIncrement(rounded) - rounded;

            // exp(x) − 1, as TensorFlow computes it, loses what lies below the last place of one; a sine what lies below that of its argument.
            double slack = operation is "Elu" or "Sin" or "Cos" ? 1.5e-7 : 0;
            Assert.True(Math.Abs(values[i] - expected) <= (4 * unit) + slack, $"{operation}({arguments[i]:R}) is {values[i]:R}, expected {expected:R}.");
        }
    }

    [Fact]
    public void TheErrorFunctionOfFloatsIsThatOfDoubles()
    {
        float[] arguments = [.. s_erfArguments.Select(x => (float)x)];
        float[] values = SingleOperation.Floats("Erf", arguments);
        for (int i = 0; i < arguments.Length; i++)
        {
            double expected = ErrorFunction.Erf(arguments[i]);
            Assert.True(Math.Abs(values[i] - expected) <= 4e-7 * Math.Abs(expected), $"Erf({arguments[i]:R}) is {values[i]:R}, expected {expected:R}.");
        }
    }

    [Fact]
    public void LimitsAreExact()
    {
        float[] edges = [float.NegativeInfinity, -200, -0f, 0f, 200, float.PositiveInfinity, float.NaN];
        Equal([0, 0, 1, 1, float.PositiveInfinity, float.PositiveInfinity, float.NaN], SingleOperation.Floats("Exp", edges));
        Equal([-1, -1, -0f, 0, float.PositiveInfinity, float.PositiveInfinity, float.NaN], SingleOperation.Floats("Expm1", edges));
        Equal([-1, -1, -0f, 0, 1, 1, float.NaN], SingleOperation.Floats("Tanh", edges));
        Equal([-1, -1, -0f, 0, 1, 1, float.NaN], SingleOperation.Floats("Erf", edges));
        Equal([0, 0, 0.5f, 0.5f, 1, 1, float.NaN], SingleOperation.Floats("Sigmoid", edges));
        Equal([-1, -1, -0f, 0, 200, float.PositiveInfinity, float.NaN], SingleOperation.Floats("Elu", edges));
        Equal([0, 0, MathF.Log(2), MathF.Log(2), 200, float.PositiveInfinity, float.NaN], SingleOperation.Floats("Softplus", edges));
    }

    [Fact]
    public void TheExponentialOfZeroIsOneInDoubleToo()
    {
        var result = SingleOperation.Run("Exp", DataType.Double, [(DataType.Double, RawTensor.Of([5], 0.0, -0.0, double.PositiveInfinity, double.NegativeInfinity, -1000))], null, NodeAttribute.Type("T", DataType.Double));
        Assert.Equal([1, 1, double.PositiveInfinity, 0, 0], result.As<double>());
    }

    [Fact]
    public void PowersFollowTheRulesOfC()
    {
        float[] bases = [2, 9, 0, -0f, 0, -8, -2, -2, float.PositiveInfinity, 1, float.NaN, 0.5f];
        float[] exponents = [10, 0.5f, 0, -3, 2, 1f / 3, 3, -2, -1, float.NaN, 0, 149];
        Equal([1024, 3, 1, float.NegativeInfinity, 0, float.NaN, -8, 0.25f, 0, 1, 1, float.Epsilon], SingleOperation.Floats("Pow", bases, exponents));
    }

    private static float[] Arguments(string operation)
    {
        var small = Enumerable.Range(-40, 41).Select(exponent => MathF.Pow(2, exponent / 2));
        var even = Enumerable.Range(1, 2000).Select(i => i / 100f);
        var positive = small.Concat(even);
        return operation is "Log" or "Rsqrt" ? [.. positive] : operation == "Log1p" ? [.. positive, .. small.Select(x => -x / 2)] : [.. positive, .. positive.Select(x => -x)];
    }

    private static double Definition(string operation, double x) => operation switch
    {
        "Exp" => Math.Exp(x),
        "Expm1" => Math.Abs(x) < 1e-3 ? x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4)))))) : Math.Exp(x) - 1,
        "Log" => Math.Log(x),
        "Log1p" => Math.Abs(x) < 1e-3 ? x * (1 - (x / 2) + (x * x / 3) - (x * x * x / 4)) : Math.Log(1 + x),
        "Tanh" => Math.Tanh(x),
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Sin" => Math.Sin(x),
        "Cos" => Math.Cos(x),
        "Rsqrt" => 1 / Math.Sqrt(x),
        "Softplus" => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Exp(x) < 1e-8 ? Math.Exp(x) : Math.Log(1 + Math.Exp(x)),
        _ => x < 0 ? Math.Exp(x) - 1 : x,
    };

    // As text, in which −0 differs from 0, and one NaN from no other.
    private static void Equal(float[] expected, float[] actual) =>
        Assert.Equal(string.Join(' ', expected.Select(value => value.ToString("R", CultureInfo.InvariantCulture))), string.Join(' ', actual.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
}
