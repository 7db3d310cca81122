using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>StringLower and StringUpper: ASCII letters, or with the encoding utf-8 all letters.</summary>
internal sealed class CaseKernel : Kernel
{
    private readonly bool _isUpper;
    private readonly bool _isUtf8;
    private readonly string? _unknownEncoding;

    public CaseKernel(KernelNode node, bool isUpper)
    {
        _isUpper = isUpper;
        string encoding = node.Text("encoding");
        _isUtf8 = encoding == "utf-8";
        _unknownEncoding = _isUtf8 || encoding.Length == 0 ? null : encoding;
    }

    public override void Run(KernelContext context)
    {
        if (_unknownEncoding is not null)
        {
            throw OperationException.InvalidArgument($"only utf-8 or '' (no encoding) is supported, received {_unknownEncoding}");
        }

        var input = context.Input(0);
        var texts = input.Texts;
        var output = context.Output(0, input.Shape).WritableTexts;
        for (int i = 0; i < texts.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            output[i] = Convert(context, texts[i].Span);
        }
    }

    private ReadOnlyMemory<byte> Convert(KernelContext context, ReadOnlySpan<byte> text)
    {
        if (!_isUtf8 || System.Text.Ascii.IsValid(text))
        {
            return ConvertAscii(context, _isUtf8 ? UpToZero(text) : text);
        }

        var buffer = context.TextBuffer;
        if (_isUpper)
        {
            CaseMapping.AppendUpper(UpToZero(text), buffer);
        }
        else
        {
            CaseMapping.AppendLower(UpToZero(text), buffer);
        }

        return context.Texts.Copy(buffer.Written);
    }

    private Memory<byte> ConvertAscii(KernelContext context, ReadOnlySpan<byte> text)
    {
        var converted = context.Texts.Rent(text.Length);
        var target = converted.Span;
        byte first = _isUpper ? (byte)'a' : (byte)'A';
        for (int i = 0; i < target.Length; i++)
        {
            byte value = text[i];
            target[i] = (byte)(value - first) < 26 ? (byte)(value ^ 0x20) : value;
        }

        return converted;
    }

    // TensorFlow hands the text to ICU as one that ends with a zero.
    private static ReadOnlySpan<byte> UpToZero(ReadOnlySpan<byte> text) => text.IndexOf((byte)0) is >= 0 and var zero ? text[..zero] : text;
}
