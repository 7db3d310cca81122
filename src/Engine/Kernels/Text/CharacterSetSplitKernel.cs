namespace TypedModels.Engine.Kernels.Text;

/// <summary>StringSplit: at any of a set of bytes, or between all bytes when the set is empty.</summary>
internal sealed class CharacterSetSplitKernel(bool skipsEmpty) : SplitKernel
{
    protected override string DelimiterName => "delimiter";

    protected override bool Next(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiters, ref int position, int found, out int start, out int length)
    {
        start = position;
        length = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        if (delimiters.IsEmpty)
        {
            length = 1;
            return position++ < text.Length;
        }

        while (position >= 0)
        {
            start = position;
            int end = text[position..].IndexOfAny(delimiters);
            length = end < 0 ? text.Length - position : end;
            position = end < 0 ? -1 : position + end + 1;
            if (length > 0 || !skipsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
