using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Layers.Activations;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Activations;

/// <summary>The functions of <c>keras.activations</c>, by the formulas of Keras's documentation.</summary>
public sealed class ActivationFunctionTests
{
    private const double SeluScale = 1.0507009873554805, SeluAlpha = 1.6732632423543772;

    private static readonly Dictionary<string, Func<double, double>> s_formulas = new()
    {
        ["linear"] = x => x,
        ["relu"] = x => Math.Max(x, 0),
        ["relu6"] = x => Math.Min(Math.Max(x, 0), 6),
        ["sigmoid"] = Sigmoid,
        ["tanh"] = Math.Tanh,
        ["softplus"] = Softplus,
        ["softsign"] = x => x / (1 + Math.Abs(x)),
        ["elu"] = x => x > 0 ? x : Math.Exp(x) - 1,
        ["selu"] = x => SeluScale * (x > 0 ? x : SeluAlpha * (Math.Exp(x) - 1)),
        ["swish"] = x => x * Sigmoid(x),
        ["silu"] = x => x * Sigmoid(x),
        ["gelu"] = x => x * Normal(x),
        ["exponential"] = Math.Exp,
        ["mish"] = x => x * Math.Tanh(Softplus(x)),
        ["leaky_relu"] = x => x < 0 ? 0.2 * x : x,
        ["hard_sigmoid"] = x => x < -3 ? 0 : x > 3 ? 1 : (x / 6) + 0.5,
        ["hard_silu"] = x => x * (x < -3 ? 0 : x > 3 ? 1 : (x / 6) + 0.5),
        ["hard_swish"] = x => x * (x < -3 ? 0 : x > 3 ? 1 : (x / 6) + 0.5),
        ["celu"] = x => Math.Max(x, 0) + Math.Min(0, Math.Exp(x) - 1),
        ["hard_tanh"] = x => x < -1 ? -1 : x > 1 ? 1 : x,
        ["hard_shrink"] = x => Math.Abs(x) > 0.5 ? x : 0,
        ["soft_shrink"] = x => x > 0.5 ? x - 0.5 : x < -0.5 ? x + 0.5 : 0,
        ["tanh_shrink"] = x => x - Math.Tanh(x),
        ["squareplus"] = x => (x + Math.Sqrt((x * x) + 4)) / 2,
        ["log_sigmoid"] = x => Math.Log(Sigmoid(x)),
        ["sparse_plus"] = x => x <= -1 ? 0 : x < 1 ? (x + 1) * (x + 1) / 4 : x,
        ["sparse_sigmoid"] = x => x <= -1 ? 0 : x >= 1 ? 1 : (x + 1) / 2,
    };

    private static readonly Dictionary<string, Func<double[], double[]>> s_rowFormulas = new()
    {
        ["softmax"] = Softmax,
        ["softmax_v2"] = Softmax,
        ["log_softmax"] = row => [.. Softmax(row).Select(x => Math.Log(x))],
        ["glu"] = row => [.. row.Take(row.Length / 2).Select((x, i) => x * Sigmoid(row[(row.Length / 2) + i]))],
        ["sparsemax"] = Sparsemax,
    };

    public static TheoryData<string> Names => [.. ActivationFunctions.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void EachFunctionIsItsFormula(string name)
    {
        var input = Numbers.Random(3, -8, 8, [3, 16]);
        input[0, 0] = 0;
        var expected = s_formulas.TryGetValue(name, out var formula) ? input.Map(formula) : Rows(input, s_rowFormulas[name]);
        KerasModel.OfLayer("Activation", $"\"activation\": \"{name}\"", "null, 16").AssertGives(expected, input);
    }

    [Fact]
    public void TheHardSigmoidOfKeras1And2IsAnother()
    {
        var input = Numbers.Random(4, -4, 4, [2, 9]);
        KerasModel.OfKeras2Layer("Activation", "\"activation\": \"hard_sigmoid\"", "null, 9").AssertGives(input.Map(x => Math.Min(1, Math.Max(0, (0.2 * x) + 0.5))), input);
    }

    [Theory]
    [InlineData("\"keras.activations.relu\"")]
    [InlineData("\"keras.src.activations.activations.relu\"")]
    [InlineData("{\"class_name\": \"function\", \"config\": \"relu\", \"module\": \"keras.activations\", \"registered_name\": \"relu\"}")]
    [InlineData("{\"class_name\": \"function\", \"config\": {\"name\": \"relu\"}, \"module\": \"builtins\", \"registered_name\": \"function\"}")]
    [InlineData("\"ReLU\"")]
    [InlineData("{\"class_name\": \"ReLU\", \"config\": {\"name\": \"re_lu\", \"max_value\": null, \"negative_slope\": 0.0, \"threshold\": 0.0}}")]
    public void FunctionsAreNamedInSeveralWays(string activation)
    {
        var model = KerasModel.OfLayer("Dense", $"\"units\": 3, \"activation\": {activation}", "null, 4");
        var input = Numbers.Random(5, 2, 4);
        var (kernel, bias) = (model.Weights["layer/kernel"], model.Weights["layer/bias"]);
        model.AssertGives(Numbers.Make([2, 3], at => Math.Max(0, bias[at[1]] + Enumerable.Range(0, 4).Sum(k => input[at[0], k] * kernel[k, at[1]]))), input);
    }

    [Fact]
    public void ALayerAsActivationHasItsArguments()
    {
        var model = KerasModel.OfKeras2Layer("Dense", "\"units\": 2, \"use_bias\": false, \"activation\": {\"class_name\": \"LeakyReLU\", \"config\": {\"name\": \"l\", \"alpha\": 0.1}}", "null, 3");
        var input = Numbers.Random(6, 4, 3);
        var kernel = model.Weights["layer/kernel"];
        model.AssertGives(
            Numbers.Make([4, 2], at =>
            {
                double sum = Enumerable.Range(0, 3).Sum(k => input[at[0], k] * kernel[k, at[1]]);
                return sum < 0 ? 0.1 * sum : sum;
            }),
            input);
    }

    [Theory]
    [InlineData("\"sinusoid\"")]
    [InlineData("\"my.module.relu\"")]
    [InlineData("\"\"")]
    [InlineData("3")]
    [InlineData("[\"relu\"]")]
    [InlineData("{\"class_name\": \"function\", \"config\": \"mine\"}")]
    [InlineData("{\"class_name\": \"PReLU\", \"config\": {\"name\": \"p\"}}")]
    [InlineData("\"PReLU\"")]
    [InlineData("\"threshold\"")]
    public void OthersAreRefused(string activation) =>
        Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("Dense", $"\"units\": 3, \"activation\": {activation}", "null, 4"));

    [Fact]
    public void GluNeedsTwoHalves() => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("Activation", "\"activation\": \"glu\"", "null, 5"));

    [Fact]
    public void TheTableHasEveryFormula() => Assert.Equal(
        s_formulas.Keys.Concat(s_rowFormulas.Keys).OrderBy(name => name, StringComparer.Ordinal), ActivationFunctions.Names.OrderBy(name => name, StringComparer.Ordinal));

    [Fact]
    public void NoGenerationMeansAnotherFunctionByAnUnknownName() => Assert.Null(ActivationFunctions.Find("nothing", KerasGeneration.Keras1));

    private static Numbers Rows(Numbers input, Func<double[], double[]> function)
    {
        double[][] rows = [.. Enumerable.Range(0, input.Shape[0]).Select(row => function([.. Enumerable.Range(0, input.Shape[1]).Select(column => input[row, column])]))];
        return Numbers.Make([rows.Length, rows[0].Length], at => rows[at[0]][at[1]]);
    }

    internal static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    internal static double[] Softmax(double[] row)
    {
        double sum = row.Sum(Math.Exp);
        return [.. row.Select(x => Math.Exp(x) / sum)];
    }

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    // The distribution function of the normal distribution, by Simpson's rule.
    private static double Normal(double x)
    {
        const int Steps = 2000;

        double width = x / Steps, sum = 0;
        for (int i = 0; i < Steps; i++)
        {
            double a = i * width, b = a + width;
            sum += (Density(a) + (4 * Density((a + b) / 2)) + Density(b)) * width / 6;
        }

        return 0.5 + sum;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    // The threshold t with Σ max(x − t, 0) = 1, by bisection.
    private static double[] Sparsemax(double[] row)
    {
        double low = row.Min() - 1, high = row.Max();
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = row.Sum(x => Math.Max(0, x - middle)) > 1 ? (middle, high) : (low, middle);
        }

        return [.. row.Select(x => Math.Max(0, x - low))];
    }
}
