namespace TypedModels.Runtime.Loading;

/// <summary>Which signatures a wrapper can call.</summary>
internal static class SignatureSupport
{
    /// <summary>Whether every argument has elements that .NET can carry; the generator leaves the other signatures out and says so.</summary>
    public static bool IsCallable(SignatureContract signature) =>
        signature.Outputs.Count > 0 && signature.Inputs.Concat(signature.Outputs).All(argument => IsCarried(argument.DataType));

    private static bool IsCarried(DataType type) => type
        is (>= DataType.Float and <= DataType.Half)
        or DataType.UInt32
        or DataType.UInt64;
}
