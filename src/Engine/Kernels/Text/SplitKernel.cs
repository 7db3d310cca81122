using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>StringSplit and StringSplitV2: the parts of each text, as a sparse matrix. The parts are slices of the inputs.</summary>
internal abstract class SplitKernel : Kernel
{
    /// <summary>The name of the second input in messages.</summary>
    protected abstract string DelimiterName { get; }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var delimiter = context.Input(1);
        if (input.Rank != 1)
        {
            throw OperationException.InvalidArgument($"input must be a vector, got shape: {input.Shape}");
        }

        if (delimiter.Rank != 0)
        {
            throw OperationException.InvalidArgument($"{DelimiterName} must be a scalar, got shape: {delimiter.Shape}");
        }

        // Once to count the parts, once to write them.
        var delimiters = delimiter.Texts[0].Span;
        int count = 0;
        for (int i = 0; i < input.Count; i++)
        {
            context.ThrowIfCancelledEvery(i);
            var parts = new Parts(input.Texts[i].Span, delimiters, this);
            while (parts.Next())
            {
                count = checked(count + 1);
            }
        }

        var indices = context.Output(0, new Shape(count, 2)).WritableSpan<long>();
        var values = context.Output(1, new Shape(count)).WritableTexts;
        long columns = 0;
        int at = 0;
        for (int i = 0; i < input.Count; i++)
        {
            context.ThrowIfCancelledEvery(i);
            var parts = new Parts(input.Texts[i].Span, delimiters, this);
            long column = 0;
            while (parts.Next())
            {
                indices[2 * at] = i;
                indices[(2 * at) + 1] = column++;
                values[at++] = input.Texts[i].Slice(parts.Start, parts.Length);
            }

            columns = Math.Max(columns, column);
        }

        var shape = context.Output(2, new Shape(2)).WritableSpan<long>();
        shape[0] = input.Count;
        shape[1] = columns;
    }

    /// <summary>Goes to the next part.</summary>
    /// <param name="text">The text.</param>
    /// <param name="delimiters">What divides it.</param>
    /// <param name="position">Where the rest begins; −1 at its end.</param>
    /// <param name="found">The number of parts before this one.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="length">The bytes in it.</param>
    /// <returns>Whether there is one.</returns>
    protected abstract bool Next(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiters, ref int position, int found, out int start, out int length);

    private ref struct Parts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiters, SplitKernel kernel)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private readonly ReadOnlySpan<byte> _delimiters = delimiters;
        private int _position;
        private int _found;
        private int _start;
        private int _length;

        public readonly int Start => _start;

        public readonly int Length => _length;

        public bool Next() => _position >= 0 && kernel.Next(_text, _delimiters, ref _position, _found++, out _start, out _length);
    }
}
