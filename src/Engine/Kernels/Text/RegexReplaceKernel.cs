using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>RegexReplace and StaticRegexReplace: pattern and rewrite are inputs, or attributes.</summary>
internal sealed class RegexReplaceKernel : Kernel
{
    private readonly PatternSlot _patterns = new();
    private readonly bool _replacesAll;
    private readonly ReadOnlyMemory<byte> _pattern;
    private readonly RegexRewrite? _rewrite;

    public RegexReplaceKernel(KernelNode node, bool isStatic)
    {
        _replacesAll = node.Flag("replace_global");
        if (isStatic)
        {
            _pattern = node.Bytes("pattern");
            _rewrite = new RegexRewrite(node.Bytes("rewrite").Span);
        }
    }

    public override void Run(KernelContext context)
    {
        var rewrite = _rewrite;
        var pattern = _pattern.Span;
        if (rewrite is null)
        {
            pattern = context.ScalarText(1, "Pattern");
            rewrite = new RegexRewrite(context.ScalarText(2, "Rewrite"));
        }

        var expression = _patterns.Get(pattern);
        var input = context.Input(0);
        var texts = input.Texts;
        var output = context.Output(0, input.Shape).WritableTexts;
        for (int i = 0; i < texts.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            var buffer = context.TextBuffer;
            bool isReplaced = _replacesAll
                ? RegexReplacer.ReplaceAll(expression, texts[i].Span, rewrite, buffer, context.Stop)
                : RegexReplacer.ReplaceFirst(expression, texts[i].Span, rewrite, buffer, context.Stop);
            output[i] = isReplaced ? context.Keep(buffer.Written) : texts[i];
        }
    }
}
