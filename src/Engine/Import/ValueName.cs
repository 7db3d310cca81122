using System.Globalization;

namespace TypedModels.Engine.Import;

/// <summary>The name of a value, taken apart. It stays the bytes that it is in the file.</summary>
/// <param name="node">The node that gives the value, or the function's argument.</param>
/// <param name="output">The name of the node's output, in functions alone.</param>
/// <param name="hasOutput">Whether there is one.</param>
/// <param name="index">The position among the node's values, or among those of the output.</param>
internal readonly ref struct ValueName(ReadOnlySpan<byte> node, ReadOnlySpan<byte> output, bool hasOutput, int index)
{
    private const byte Separator = (byte)':';

    /// <summary>The node that gives the value, or the function's argument.</summary>
    public ReadOnlySpan<byte> Node { get; } = node;

    /// <summary>The name of the node's output, if <see cref="HasOutput"/>.</summary>
    public ReadOnlySpan<byte> Output { get; } = output;

    /// <summary>Whether the node's output is named.</summary>
    public bool HasOutput { get; } = hasOutput;

    /// <summary>The position among the node's values, or among those of the output.</summary>
    public int Index { get; } = index;

    /// <summary>In a graph: <c>node</c> or <c>node:index</c>.</summary>
    public static ValueName InGraph(ReadOnlySpan<byte> name)
    {
        int colon = name.LastIndexOf(Separator);
        return colon > 0 && TryParse(name[(colon + 1)..], out int index) ? new ValueName(name[..colon], default, false, index) : new ValueName(name, default, false, 0);
    }

    /// <summary>In a function: an argument, or <c>node:output:index</c>, the index left out for 0.</summary>
    /// <exception cref="OperationException">It is neither.</exception>
    public static ValueName InFunction(ReadOnlySpan<byte> name)
    {
        int first = name.IndexOf(Separator);
        if (first < 0)
        {
            return new ValueName(name, default, false, 0);
        }

        var node = name[..first];
        var rest = name[(first + 1)..];
        int second = rest.IndexOf(Separator);
        if (second < 0)
        {
            return TryParse(rest, out int only) ? new ValueName(node, default, false, only) : new ValueName(node, rest, true, 0);
        }

        return TryParse(rest[(second + 1)..], out int index)
            ? new ValueName(node, rest[..second], true, index)
            : throw OperationException.InvalidArgument($"'{System.Text.Encoding.UTF8.GetString(name)}' is no name of a value in a function.");
    }

    private static bool TryParse(ReadOnlySpan<byte> digits, out int index) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out index);
}
