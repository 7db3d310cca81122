namespace TypedModels;

/// <summary>One way in which a model's contract differs from an earlier one.</summary>
/// <param name="IsBreaking">
/// Whether callers compiled against the earlier contract can fail or be misled: another element type, encoding or rank, a removed key, a narrowed input, a new
/// required input, a default taken away, another order. Everything else is compatible.
/// </param>
/// <param name="Signature">The key of the signature.</param>
/// <param name="Text">The difference in words, such as <c>input image: float [?, 28, 28] → half [?, 28, 28]</c>.</param>
public sealed record ContractDifference(bool IsBreaking, string Signature, string Text)
{
    /// <summary>The difference as a line of a diff: <c>!</c> for a breaking one, <c>~</c> for a compatible one.</summary>
    public override string ToString() => $"{(IsBreaking ? '!' : '~')} {Signature}: {Text}";
}
