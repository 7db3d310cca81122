using TypedModels.Engine.Compute.Special;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>The functions of <see cref="ActivationKind"/> on doubles, one at a time.</summary>
internal static class ExactActivations
{
    /// <summary>What a self-normalising unit multiplies positive numbers by.</summary>
    public const double SeluScale = 1.0507009873554804934193349852946;

    /// <summary>What a self-normalising unit multiplies exp(x) − 1 of negative numbers by.</summary>
    public const double SeluScaledAlpha = 1.7580993408473768599402175208123;

    /// <summary>√(2/π), the slope of the polynomial in <see cref="ActivationKind.GeluTanh"/>.</summary>
    public const double GeluFactor = 0.79788456080286535587989211986876;

    /// <summary>What the polynomial in <see cref="ActivationKind.GeluTanh"/> multiplies x³ by.</summary>
    public const double GeluCubic = 0.044715;

    /// <summary>Replaces each element by its function value.</summary>
    public static void Apply(in Activation activation, Span<double> values)
    {
        foreach (ref double value in values)
        {
            value = Apply(activation, value);
        }
    }

    /// <summary>The function value of a number.</summary>
    public static double Apply(in Activation activation, double x) => activation.Kind switch
    {
        ActivationKind.Clamp => Clamp(activation, x),
        ActivationKind.LeakyRelu => x > 0 ? x : x * activation.Slope,
        ActivationKind.Elu => x < 0 ? double.ExpM1(x) : x,
        ActivationKind.Selu => x < 0 ? SeluScaledAlpha * double.ExpM1(x) : SeluScale * x,
        ActivationKind.Sigmoid => Sigmoid(x),
        ActivationKind.Tanh => Math.Tanh(x),
        ActivationKind.Swish => x * Sigmoid(x),
        ActivationKind.ScaledSwish => x * Sigmoid(x * activation.Slope),
        ActivationKind.Gelu => 0.5 * x * ErrorFunction.Erfc(x * -0.70710678118654752440),
        ActivationKind.GeluTanh => x * Sigmoid(2 * GeluFactor * x * (1 + (GeluCubic * x * x))),
        ActivationKind.Mish => x * Math.Tanh(Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x)))),
        ActivationKind.HardSigmoid => Clamp(activation, (x * activation.Slope) + activation.Offset),
        ActivationKind.HardSwish => x * Clamp(activation, (x * activation.Slope) + activation.Offset),
        _ => x,
    };

    private static double Clamp(in Activation activation, double x) => Math.Min(Math.Max(x, activation.Low), activation.High);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
