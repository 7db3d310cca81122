namespace TypedModels.Engine.Compute.Matrix;

/// <summary>The functions that a product or a convolution can end with.</summary>
internal enum ActivationKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Kept between <see cref="Activation.Low"/> and <see cref="Activation.High"/>: Relu, Relu6 and clipping.</summary>
    Clamp,

    /// <summary>Multiplied by <see cref="Activation.Slope"/> where negative.</summary>
    LeakyRelu,

    /// <summary>exp(x) − 1 where negative.</summary>
    Elu,

    /// <summary>1 / (1 + exp(−x)).</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>x · sigmoid(x).</summary>
    Swish,

    /// <summary>x · sigmoid(<see cref="Activation.Slope"/> · x).</summary>
    ScaledSwish,

    /// <summary>x · Φ(x), with the distribution function Φ of normal numbers.</summary>
    Gelu,

    /// <summary>The same by the hyperbolic tangent of a polynomial (Hendrycks and Gimpel 2016).</summary>
    GeluTanh,

    /// <summary><see cref="Activation.Slope"/> · x + <see cref="Activation.Offset"/>, kept between <see cref="Activation.Low"/> and <see cref="Activation.High"/>.</summary>
    HardSigmoid,

    /// <summary>x times its <see cref="HardSigmoid"/>.</summary>
    HardSwish,

    /// <summary>x · tanh(log(1 + exp(x))).</summary>
    Mish,

    /// <summary>The self-normalising unit (Klambauer et al. 2017).</summary>
    Selu,
}

/// <summary>The function that a product or a convolution ends with.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Low">The least result of a <see cref="ActivationKind.Clamp"/>.</param>
/// <param name="High">The largest result of a <see cref="ActivationKind.Clamp"/>.</param>
/// <param name="Slope">The slope of a <see cref="ActivationKind.LeakyRelu"/> for negative numbers, or what other kinds multiply by.</param>
/// <param name="Offset">What a <see cref="ActivationKind.HardSigmoid"/> adds.</param>
internal readonly record struct Activation(ActivationKind Kind, float Low = float.NegativeInfinity, float High = float.PositiveInfinity, float Slope = 0, float Offset = 0)
{
    /// <summary>Nothing.</summary>
    public static Activation None => default;

    /// <summary>Negative numbers become zero.</summary>
    public static Activation Relu { get; } = new(ActivationKind.Clamp, 0);

    /// <summary>Kept between 0 and 6.</summary>
    public static Activation Relu6 { get; } = new(ActivationKind.Clamp, 0, 6);
}
