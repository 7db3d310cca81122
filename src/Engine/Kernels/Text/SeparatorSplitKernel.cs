namespace TypedModels.Engine.Kernels.Text;

/// <summary>StringSplitV2: at a separator, or at runs of blanks when it is empty, as Python's <c>str.split</c>.</summary>
internal sealed class SeparatorSplitKernel(int mostSplits) : SplitKernel
{
    protected override string DelimiterName => "sep";

    protected override bool Next(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiters, ref int position, int found, out int start, out int length)
    {
        if (mostSplits == 0 || (found == mostSplits && mostSplits > 0))
        {
            return TakeRest(text, ref position, out start, out length);
        }

        if (!delimiters.IsEmpty)
        {
            start = position;
            int end = text[position..].IndexOf(delimiters);
            length = end < 0 ? text.Length - position : end;
            position = end < 0 ? -1 : position + end + delimiters.Length;
            return true;
        }

        position = SkipBlanks(text, position);
        start = position;
        while (position < text.Length && !SimpleTextOperations.IsBlank(text[position]))
        {
            position++;
        }

        length = position - start;
        position = SkipBlanks(text, position);
        return length > 0;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> text, int position)
    {
        while (position < text.Length && SimpleTextOperations.IsBlank(text[position]))
        {
            position++;
        }

        return position;
    }

    private static bool TakeRest(ReadOnlySpan<byte> text, ref int position, out int start, out int length)
    {
        start = position;
        length = text.Length - position;
        position = -1;
        return true;
    }
}
