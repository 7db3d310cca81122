namespace TypedModels.Runtime.Loading;

/// <summary>Which signatures a wrapper can call.</summary>
internal static class SignatureSupport
{
    /// <summary>Whether there is an output to fetch and every argument is of a kind that .NET can carry; the generator leaves the other signatures out and says so.</summary>
    public static bool IsCallable(SignatureContract signature) =>
        signature.Outputs.Count > 0 && signature.Inputs.Concat(signature.Outputs).All(IsCarried);

    private static bool IsCarried(ArgumentContract argument) =>
        argument.Encoding != ArgumentEncoding.Composite
        && argument.DataType is (>= DataType.Float and <= DataType.Half) or DataType.UInt32 or DataType.UInt64;
}
