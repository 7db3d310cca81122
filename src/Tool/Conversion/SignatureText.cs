using TypedModels.Graphs;

namespace TypedModels.Tool.Conversion;

/// <summary>Reads a signature as it is written on a command line.</summary>
internal static class SignatureText
{
    /// <summary>Reads <c>key: input, name=input -> output, name=output</c>.</summary>
    /// <exception cref="UsageException">The text is not of that form.</exception>
    public static DeclaredSignature Parse(string text)
    {
        int arrow = text.IndexOf("->", StringComparison.Ordinal);
        int colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (arrow < 0 || colon <= 0 || colon > arrow)
        {
            throw new UsageException($"--signature is '{text}', expected \"key: input:0 -> output:0\": a key, the tensors to feed and those to fetch.");
        }

        return new DeclaredSignature(text[..colon].Trim(), Arguments(text[(colon + 1)..arrow]), Arguments(text[(arrow + 2)..]));
    }

    private static ValueList<DeclaredArgument> Arguments(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(DeclaredArgument.Parse).ToValueList();
}
