namespace TypedModels.Engine.Kernels.Text;

/// <summary>RegexFullMatch and StaticRegexFullMatch: whether the whole of each text matches.</summary>
/// <param name="pattern">The pattern, or null when it is an input.</param>
internal sealed class RegexFullMatchKernel(ReadOnlyMemory<byte>? pattern) : Kernel
{
    private readonly PatternSlot _patterns = new();

    public override void Run(KernelContext context)
    {
        var expression = _patterns.Get(pattern is { } known ? known.Span : context.ScalarText(1, "Pattern"));
        var input = context.Input(0);
        var texts = input.Texts;
        var output = context.Output(0, input.Shape).WritableSpan<bool>();
        for (int i = 0; i < texts.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            output[i] = expression.IsFullMatch(texts[i].Span, context.Stop);
        }
    }
}
