using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>What the Unicode operations do with what is no character: their attributes <c>errors</c>, <c>replacement_char</c> and <c>replace_control_characters</c>.</summary>
internal sealed class UnicodeErrors
{
    private const int LastControl = 0x1f;

    /// <summary>Reads the attributes of a node.</summary>
    public UnicodeErrors(KernelNode node)
    {
        IsStrict = node.Text("errors") == "strict";
        Ignores = node.Text("errors") == "ignore";
        Replacement = node.Int32("replacement_char");
        ReplacesControls = node.Has("replace_control_characters") && node.Flag("replace_control_characters");
        if ((uint)Replacement > CodePointSet.MaximumCodePoint)
        {
            throw OperationException.InvalidArgument("replacement_char out of unicode codepoint range");
        }
    }

    /// <summary>Whether malformed text is an error.</summary>
    public bool IsStrict { get; }

    /// <summary>Whether it is left out.</summary>
    public bool Ignores { get; }

    /// <summary>What it is replaced with otherwise.</summary>
    public int Replacement { get; }

    /// <summary>Whether a control character that is to be replaced counts as malformed; TensorFlow's transcoding has it so, its decoding not.</summary>
    public bool CountsControlsAsMalformed { get; init; }

    private bool ReplacesControls { get; }

    /// <summary>Reads the next character to go on with: replaced, or the next after what is left out. False at the end.</summary>
    public bool Next(ref UnicodeReader reader, out int codePoint)
    {
        while (reader.Next())
        {
            codePoint = reader.CodePoint;
            bool isReplaced = ReplacesControls && codePoint <= LastControl;
            if (IsStrict && (reader.IsMalformed || (isReplaced && CountsControlsAsMalformed)))
            {
                throw OperationException.InvalidArgument("Invalid formatting on input string");
            }

            if (!reader.IsMalformed && !isReplaced)
            {
                return true;
            }

            if (!Ignores)
            {
                codePoint = Replacement;
                return true;
            }
        }

        codePoint = 0;
        return false;
    }

    /// <summary>The encoding that an attribute names.</summary>
    public static UnicodeEncoding Encoding(KernelNode node, string attribute) => UnicodeEncodings.Find(node.Text(attribute))
        ?? throw OperationException.InvalidArgument($"Could not create converter for input encoding: {node.Text(attribute)}. This engine has UTF-8, UTF-16, UTF-32, US-ASCII and ISO-8859-1.");
}
