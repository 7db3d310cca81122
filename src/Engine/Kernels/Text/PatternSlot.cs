using System.Text;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>Keeps the last pattern compiled: a pattern is nearly always the same in every call. Any number of threads.</summary>
internal sealed class PatternSlot
{
    private Entry? _last;

    /// <summary>The compiled pattern.</summary>
    /// <exception cref="OperationException">It is malformed.</exception>
    public RegularExpression Get(ReadOnlySpan<byte> pattern)
    {
        var last = _last;
        if (last is not null && pattern.SequenceEqual(last.Pattern))
        {
            return last.Expression;
        }

        try
        {
            var expression = RegularExpression.Compile(pattern);
            _last = new Entry(pattern.ToArray(), expression);
            return expression;
        }
        catch (RegexSyntaxException exception)
        {
            throw OperationException.InvalidArgument($"Invalid pattern: {Encoding.UTF8.GetString(pattern)}, error: {exception.Message}");
        }
    }

    private sealed record Entry(byte[] Pattern, RegularExpression Expression);
}
