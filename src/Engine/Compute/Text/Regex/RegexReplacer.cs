using System.Buffers;
using System.Text;
using TypedModels.Engine.Compute;

namespace TypedModels.Engine.Text;

/// <summary>Replaces matches, with RE2's rules for empty matches and for replacements that do not fit.</summary>
internal static class RegexReplacer
{
    /// <summary>Replaces the first match.</summary>
    /// <returns>Whether anything was replaced; if not, nothing has been written and the text stays as it is.</returns>
    public static bool ReplaceFirst(RegularExpression pattern, ReadOnlySpan<byte> text, RegexRewrite rewrite, ByteBuffer output, StopSignal? stop = null)
    {
        Span<int> groups = stackalloc int[20];
        groups = groups[..(2 * (rewrite.LargestGroup + 1))];
        if (rewrite.LargestGroup > pattern.Groups || !pattern.Match(text, 0, groups, stop))
        {
            return false;
        }

        int before = output.Length;
        output.Append(text[..groups[0]]);
        if (!rewrite.Apply(text, groups, output))
        {
            output.Truncate(before);
            return false;
        }

        output.Append(text[groups[1]..]);
        return true;
    }

    /// <summary>Replaces all matches that do not overlap.</summary>
    /// <returns>Whether anything was replaced; if not, nothing has been written and the text stays as it is.</returns>
    public static bool ReplaceAll(RegularExpression pattern, ReadOnlySpan<byte> text, RegexRewrite rewrite, ByteBuffer output, StopSignal? stop = null)
    {
        if (rewrite.LargestGroup > pattern.Groups)
        {
            return false;
        }

        Span<int> groups = stackalloc int[20];
        groups = groups[..(2 * (rewrite.LargestGroup + 1))];
        int start = output.Length, position = 0, lastEnd = -1;
        bool isReplaced = false;
        while (position <= text.Length && pattern.Match(text, position, groups, stop))
        {
            stop?.ThrowIfRaised();
            output.Append(text[position..groups[0]]);
            position = groups[0];
            if (groups[0] == lastEnd && groups[1] == lastEnd)
            {
                // An empty match at the end of the last one does not count: go on behind the next character.
                int length = NextCharacter(text[position..]);
                output.Append(text.Slice(position, Math.Min(length, text.Length - position)));
                position += length;
                continue;
            }

            rewrite.Apply(text, groups, output);
            position = lastEnd = groups[1];
            isReplaced = true;
        }

        if (!isReplaced)
        {
            output.Truncate(start);
            return false;
        }

        output.Append(text[Math.Min(position, text.Length)..]);
        return true;
    }

    private static int NextCharacter(ReadOnlySpan<byte> rest) => Rune.DecodeFromUtf8(rest, out _, out int length) == OperationStatus.Done ? length : 1;
}
