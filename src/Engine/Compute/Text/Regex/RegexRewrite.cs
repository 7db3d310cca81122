namespace TypedModels.Engine.Text;

/// <summary>A replacement as RE2 reads it: <c>\0</c> to <c>\9</c> are what the match and its groups took, <c>\\</c> is a backslash.</summary>
internal sealed class RegexRewrite
{
    private readonly byte[] _text;

    /// <summary>Takes a replacement in; nothing is wrong yet with a malformed one.</summary>
    public RegexRewrite(ReadOnlySpan<byte> text)
    {
        _text = text.ToArray();
        for (int i = 0; i + 1 < _text.Length; i++)
        {
            if (_text[i] == '\\')
            {
                int digit = _text[++i] - '0';
                LargestGroup = digit is >= 0 and <= 9 ? Math.Max(LargestGroup, digit) : LargestGroup;
            }
        }
    }

    /// <summary>The largest group that is referred to.</summary>
    public int LargestGroup { get; }

    /// <summary>Writes what the match is replaced with.</summary>
    /// <returns>False when the replacement is malformed; what stands before the fault has been written, as RE2 does.</returns>
    public bool Apply(ReadOnlySpan<byte> text, ReadOnlySpan<int> groups, ByteBuffer output)
    {
        for (int i = 0; i < _text.Length; i++)
        {
            if (_text[i] != '\\')
            {
                int run = _text.AsSpan(i).IndexOf((byte)'\\');
                run = run < 0 ? _text.Length - i : run;
                output.Append(_text.AsSpan(i, run));
                i += run - 1;
                continue;
            }

            int next = ++i < _text.Length ? _text[i] : -1;
            if (next is >= '0' and <= '9')
            {
                int group = 2 * (next - '0');
                if (groups[group] >= 0)
                {
                    output.Append(text[groups[group]..groups[group + 1]]);
                }
            }
            else if (next == '\\')
            {
                output.Append((byte)'\\');
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
