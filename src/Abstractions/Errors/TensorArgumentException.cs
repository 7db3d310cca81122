namespace TypedModels;

/// <summary>An argument of a call does not fit the signature. Nothing was run.</summary>
public sealed class TensorArgumentException : ArgumentException
{
    /// <summary>An error about <paramref name="argument"/> of <paramref name="signature"/>, which the caller gave as <paramref name="parameter"/>.</summary>
    public TensorArgumentException(
        string message, string model, string signature, string argument, string parameter, int? axis = null, TensorShape expected = default, TensorShape actual = default)
        : base(message)
    {
        ParamName = parameter;
        Model = model;
        Signature = signature;
        Argument = argument;
        Axis = axis;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The model's short name.</summary>
    public string Model { get; }

    /// <summary>The signature's key.</summary>
    public string Signature { get; }

    /// <summary>The argument's key in the signature.</summary>
    public string Argument { get; }

    /// <summary>The name of the method's parameter.</summary>
    public override string ParamName { get; }

    /// <summary>The axis that does not fit, counted from 0, or null when it is not about one axis.</summary>
    public int? Axis { get; }

    /// <summary>The shape that the signature declares; the unknown rank when the error is not about a shape.</summary>
    public TensorShape Expected { get; }

    /// <summary>The shape that came; the unknown rank when the error is not about a shape.</summary>
    public TensorShape Actual { get; }
}
