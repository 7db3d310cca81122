using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>StringJoin: the texts of several inputs put together, element by element; scalars go with each.</summary>
internal sealed class JoinKernel(ReadOnlyMemory<byte> separator) : Kernel
{
    public override void Run(KernelContext context)
    {
        var shape = Shape.Scalar;
        bool isKnown = false;
        for (int i = 0; i < context.InputCount; i++)
        {
            var input = context.Input(i);
            if (input.Rank == 0)
            {
                continue;
            }

            if (isKnown && input.Shape != shape)
            {
                throw OperationException.InvalidArgument($"Input shapes do not match: {shape} vs. {input.Shape}");
            }

            shape = input.Shape;
            isKnown = true;
        }

        var output = context.Output(0, shape).WritableTexts;
        for (int i = 0; i < output.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            output[i] = Join(context, i);
        }
    }

    private Memory<byte> Join(KernelContext context, int index)
    {
        long length = (long)separator.Length * Math.Max(0, context.InputCount - 1);
        for (int i = 0; i < context.InputCount; i++)
        {
            length += Element(context.Input(i), index).Length;
        }

        var joined = context.Texts.Rent(TextContext.TextLength(length));
        var rest = joined.Span;
        for (int i = 0; i < context.InputCount; i++)
        {
            if (i > 0)
            {
                separator.Span.CopyTo(rest);
                rest = rest[separator.Length..];
            }

            var text = Element(context.Input(i), index);
            text.CopyTo(rest);
            rest = rest[text.Length..];
        }

        return joined;
    }

    private static ReadOnlySpan<byte> Element(Tensor input, int index) => input.Texts[input.Rank == 0 ? 0 : index].Span;
}
