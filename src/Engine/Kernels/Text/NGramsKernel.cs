using TypedModels.Engine.Memory;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>StringNGrams: runs of neighbouring texts of each row of a ragged tensor, joined.</summary>
internal sealed class NGramsKernel : Kernel
{
    private readonly ReadOnlyMemory<byte> _separator;
    private readonly ReadOnlyMemory<byte> _leftPad;
    private readonly ReadOnlyMemory<byte> _rightPad;
    private readonly int[] _widths;
    private readonly int _padWidth;
    private readonly bool _keepsShort;

    public NGramsKernel(KernelNode node)
    {
        _separator = node.Bytes("separator");
        _leftPad = node.Bytes("left_pad");
        _rightPad = node.Bytes("right_pad");
        _widths = node.Integers("ngram_widths");
        _padWidth = node.Int32("pad_width");
        _keepsShort = node.Flag("preserve_short_sequences");
    }

    public override void Run(KernelContext context)
    {
        if (Array.Exists(_widths, width => width <= 0))
        {
            throw OperationException.InvalidArgument("ngram_widths must contain positive values");
        }

        var data = context.Input(0);
        var splits = context.Input(1);
        RequireSplits(data, splits);
        if (splits.Count == 0 || data.Count == 0)
        {
            // Not even padding comes of no data at all.
            _ = context.Output(0, data.Shape);
            context.Output(1, splits.Shape).WritableBytes.Clear();
            return;
        }

        var newSplits = context.Output(1, splits.Shape);
        long total = 0;
        IntegerElements.Set(newSplits, 0, 0);
        for (int row = 0; row + 1 < splits.Count; row++)
        {
            total += Count(splits.Integer(row + 1) - splits.Integer(row));
            IntegerElements.Set(newSplits, row + 1, total);
        }

        var output = context.Output(0, Shape.From([total]));
        int next = 0;
        for (int row = 0; row + 1 < splits.Count; row++)
        {
            int start = (int)splits.Integer(row);
            int length = (int)splits.Integer(row + 1) - start;
            int before = next;
            foreach (int width in _widths)
            {
                Write(context, data.Texts.Slice(start, length), output, ref next, (int)Count(length, width), width, PadWidth(width));
            }

            if (_keepsShort && next == before && length > 0)
            {
                int width = checked(length + (2 * _padWidth));
                Write(context, data.Texts.Slice(start, length), output, ref next, 1, width, PadWidth(width));
            }
        }
    }

    private long Count(long length)
    {
        long count = 0;
        foreach (int width in _widths)
        {
            count += Count(length, width);
        }

        if (count > 0 || !_keepsShort || length == 0)
        {
            return count;
        }

        return _padWidth is >= 0 and < int.MaxValue / 4 ? 1 : throw OperationException.InvalidArgument(
            $"Pad width should be >= 0 when preserve_short_sequences is True and ngram_widths are not provided, got {_padWidth}");
    }

    private long Count(long length, int width) => Math.Max(0, length + (2L * PadWidth(width)) - width + 1);

    // There is never more padding than all but one part of a run.
    private int PadWidth(int width) => Math.Min(_padWidth < 0 ? width - 1 : _padWidth, width - 1);

    private void Write(KernelContext context, ReadOnlySpan<ReadOnlyMemory<byte>> row, Tensor output, ref int next, int count, int width, int padWidth)
    {
        for (int index = 0; index < count; index++)
        {
            context.ThrowIfCancelledEvery(index);
            int left = Math.Max(0, padWidth - index);
            int right = Math.Max(0, padWidth - (count - (index + 1)));
            int tokens = width - (left + right);
            var buffer = context.TextBuffer;
            Repeat(buffer, _leftPad.Span, left, width);
            for (int token = 0; token < tokens; token++)
            {
                buffer.Append(row[(left > 0 ? 0 : index - padWidth) + token].Span);
                AppendSeparator(buffer, left + token, width);
            }

            Repeat(buffer, _rightPad.Span, width - left - Math.Max(0, tokens), width, left + Math.Max(0, tokens));
            output.WritableTexts[next++] = context.Keep(buffer.Written);
        }
    }

    private void Repeat(ByteBuffer buffer, ReadOnlySpan<byte> pad, int count, int width, int position = 0)
    {
        for (int i = 0; i < count; i++)
        {
            buffer.Append(pad);
            AppendSeparator(buffer, position + i, width);
        }
    }

    private void AppendSeparator(ByteBuffer buffer, int position, int width)
    {
        if (position + 1 < width)
        {
            buffer.Append(_separator.Span);
        }
    }

    private static void RequireSplits(Tensor data, Tensor splits)
    {
        long previous = 0;
        for (int i = 0; i < splits.Count; i++)
        {
            long split = splits.Integer(i);
            if (i == 0 && split != 0)
            {
                throw OperationException.InvalidArgument($"First split value must be 0, got {split}");
            }

            if (split < previous || split > data.Count)
            {
                throw OperationException.InvalidArgument($"Invalid split value {split}, must be in [{previous}, {data.Count}]");
            }

            previous = split;
        }

        if (splits.Count > 0 && previous != data.Count)
        {
            throw OperationException.InvalidArgument($"Last split value must be data size. Expected {data.Count}, got {previous}");
        }
    }
}
