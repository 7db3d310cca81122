using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>Operations that look at each text alone.</summary>
internal static class SimpleTextOperations
{
    /// <summary>StringStrip: without the blanks around it. The results are parts of the inputs.</summary>
    public static void Strip(KernelContext context)
    {
        var input = context.Input(0);
        var texts = input.Texts;
        var output = context.Output(0, input.Shape).WritableTexts;
        for (int i = 0; i < texts.Length; i++)
        {
            var text = texts[i].Span;
            int start = 0, end = text.Length;
            while (start < end && IsBlank(text[start]))
            {
                start++;
            }

            while (end > start && IsBlank(text[end - 1]))
            {
                end--;
            }

            output[i] = texts[i][start..end];
        }
    }

    /// <summary>StringLength: bytes, or characters of UTF-8.</summary>
    public static void Length(KernelContext context, bool isUtf8)
    {
        var input = context.Input(0);
        var texts = input.Texts;
        var output = context.Output(0, input.Shape).WritableSpan<int>();
        for (int i = 0; i < texts.Length; i++)
        {
            output[i] = isUtf8 ? Utf8Text.CharacterCount(texts[i].Span) : texts[i].Length;
        }
    }

    /// <summary>StringToHashBucket, …Fast and …Strong.</summary>
    public static void HashBucket(KernelContext context, ulong buckets, Func<ReadOnlyMemory<byte>, ulong> hash)
    {
        var input = context.Input(0);
        var texts = input.Texts;
        var output = context.Output(0, input.Shape).WritableSpan<long>();
        for (int i = 0; i < texts.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            output[i] = (long)(hash(texts[i]) % buckets);
        }
    }

    /// <summary>EncodeBase64.</summary>
    public static void EncodeBase64(KernelContext context, bool isPadded)
    {
        var input = context.Input(0);
        var texts = input.Texts;
        var output = context.Output(0, input.Shape).WritableTexts;
        for (int i = 0; i < texts.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            var buffer = context.TextBuffer;
            WebSafeBase64.Encode(texts[i].Span, isPadded, buffer);
            output[i] = context.Keep(buffer.Written);
        }
    }

    /// <summary>DecodeBase64.</summary>
    public static void DecodeBase64(KernelContext context)
    {
        var input = context.Input(0);
        var texts = input.Texts;
        var output = context.Output(0, input.Shape).WritableTexts;
        for (int i = 0; i < texts.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            var buffer = context.TextBuffer;
            if (!WebSafeBase64.TryDecode(texts[i].Span, buffer))
            {
                throw OperationException.InvalidArgument(
                    texts[i].Length % 4 == 1 ? "Base64 string length cannot be 1 modulo 4." : "Invalid character found in base64.");
            }

            output[i] = context.Keep(buffer.Written);
        }
    }

    internal static bool IsBlank(byte value) => value is (byte)' ' or >= (byte)'\t' and <= (byte)'\r';
}
