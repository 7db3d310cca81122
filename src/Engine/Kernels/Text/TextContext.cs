namespace TypedModels.Engine.Kernels.Text;

/// <summary>What kernels of texts share.</summary>
internal static class TextContext
{
    // Some tens of microseconds of short texts.
    private const int TextsBetweenLooks = 256;

    /// <summary>Ends the kernel when the call should end; looks only now and then, by the position in a loop over texts.</summary>
    public static void ThrowIfCancelledEvery(this KernelContext context, int position)
    {
        if (position % TextsBetweenLooks == 0)
        {
            context.ThrowIfCancelled();
        }
    }

    /// <summary>The only element of a text input that must be a scalar.</summary>
    public static ReadOnlySpan<byte> ScalarText(this KernelContext context, int input, string name) => context.Input(input) is { Rank: 0 } value
        ? value.Texts[0].Span
        : throw OperationException.InvalidArgument($"{name} must be scalar, but received {context.Input(input).Shape}");

    /// <summary>Copies some of the composed bytes to where they last as long as the call.</summary>
    public static ReadOnlyMemory<byte> Keep(this KernelContext context, ReadOnlySpan<byte> text) => text.IsEmpty ? default : context.Texts.Copy(text);

    /// <summary>The number of bytes of a sum that may be too large for one text.</summary>
    public static int TextLength(long length) => length <= Array.MaxLength
        ? (int)length
        : throw OperationException.ResourceExhausted($"A text of {length} bytes is longer than {Array.MaxLength}, the most that this engine holds in one.");
}
