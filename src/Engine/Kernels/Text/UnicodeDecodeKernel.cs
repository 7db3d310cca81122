using TypedModels.Engine.Memory;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>UnicodeDecode and UnicodeDecodeWithOffsets: the code points of each text, as a ragged tensor.</summary>
internal sealed class UnicodeDecodeKernel(KernelNode node, bool hasOffsets) : Kernel
{
    private readonly UnicodeErrors _errors = new(node);
    private readonly UnicodeEncoding _encoding = UnicodeErrors.Encoding(node, "input_encoding");

    public override void Run(KernelContext context)
    {
        var texts = context.Input(0).Texts;
        var splits = context.Output(0, new Shape(checked(texts.Length + 1)));
        long total = 0;
        IntegerElements.Set(splits, 0, 0);
        for (int i = 0; i < texts.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            var reader = new UnicodeReader(texts[i].Span, _encoding);
            while (_errors.Next(ref reader, out _))
            {
                total++;
            }

            IntegerElements.Set(splits, i + 1, total);
        }

        var values = context.Output(1, Shape.From([total])).WritableSpan<int>();
        var offsets = hasOffsets ? context.Output(2, Shape.From([total])).WritableSpan<long>() : [];
        int next = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            var reader = new UnicodeReader(texts[i].Span, _encoding);
            int first = reader.Position;
            while (_errors.Next(ref reader, out int codePoint))
            {
                values[next] = codePoint;
                if (hasOffsets)
                {
                    offsets[next] = reader.Start - first;
                }

                next++;
            }
        }
    }
}
