using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>UnicodeTranscode: each text in another encoding.</summary>
internal sealed class UnicodeTranscodeKernel(KernelNode node) : Kernel
{
    private readonly UnicodeErrors _errors = new(node) { CountsControlsAsMalformed = true };
    private readonly UnicodeEncoding _from = UnicodeErrors.Encoding(node, "input_encoding");
    private readonly UnicodeEncoding _to = UnicodeErrors.Encoding(node, "output_encoding");

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var texts = input.Texts;
        var output = context.Output(0, input.Shape).WritableTexts;
        for (int i = 0; i < texts.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            var buffer = context.TextBuffer;
            var reader = new UnicodeReader(texts[i].Span, _from);
            var writer = new UnicodeWriter(buffer, _to);
            while (_errors.Next(ref reader, out int codePoint))
            {
                writer.Append(codePoint);
            }

            writer.Finish();
            output[i] = context.Keep(buffer.Written);
        }
    }
}
