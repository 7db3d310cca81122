using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>
/// Carries out a function on stretched operands. The function sees runs of elements only: an operand that is repeated is written out, a few kilobytes at a time, so that every
/// pattern of shapes runs at the speed of equal ones. Items are rows; where there is one row, elements.
/// </summary>
/// <typeparam name="TFunction">The function.</typeparam>
/// <param name="function">The function.</param>
/// <param name="layout">How operands are stretched.</param>
/// <param name="result">Where the result's first element goes.</param>
/// <param name="resultSize">The size of an element of the result.</param>
internal unsafe struct ElementwiseWork<TFunction>(TFunction function, BroadcastLayout layout, void* result, int resultSize) : IRangeWork
    where TFunction : unmanaged, IElementFunction
{
    // Rows shorter than this are taken several at a time.
    private const int ShortRow = 128;

    private fixed long _operands[BroadcastLayout.MaxOperands];
    private fixed int _sizes[BroadcastLayout.MaxOperands];

    /// <summary>Sets an operand: its first element and the size of each.</summary>
    public void SetOperand(int index, void* first, int size)
    {
        _operands[index] = (long)first;
        _sizes[index] = size;
    }

    /// <summary>How many elements of the result an item has.</summary>
    public readonly int ItemLength => layout.AxisCount <= 1 ? 1 : layout.RowLength;

    private readonly int ChunkLength
    {
        get
        {
            int largest = 1;
            for (int i = 0; i < layout.OperandCount; i++)
            {
                largest = Math.Max(largest, _sizes[i]);
            }

            return ElementwiseBuffers.Bytes / largest;
        }
    }

    [SkipLocalsInit]
    public void Execute(int start, int end)
    {
        byte* buffers = stackalloc byte[ElementwiseBuffers.Stride * BroadcastLayout.MaxOperands];
        if (layout.AxisCount <= 1)
        {
            ExecuteFlat(start, end, buffers);
        }
        else if (layout.RowLength < ShortRow)
        {
            ExecuteShortRows(start, end, buffers);
        }
        else
        {
            ExecuteLongRows(start, end, buffers);
        }
    }

    private void ExecuteFlat(int start, int end, byte* buffers)
    {
        void** operands = stackalloc void*[BroadcastLayout.MaxOperands];
        int step = Math.Min(end - start, function.MostAtOnce);
        for (int i = 0; i < layout.OperandCount; i++)
        {
            if (!layout.IsWhole(i))
            {
                step = Math.Min(step, ChunkLength);
            }
        }

        for (int i = 0; i < layout.OperandCount; i++)
        {
            operands[i] = layout.IsWhole(i) ? Operand(i, start) : ElementwiseBuffers.Repeat(Operand(i, 0), _sizes[i], buffers + (i * ElementwiseBuffers.Stride), step);
        }

        for (int at = start; at < end; at += step)
        {
            function.Run(operands, Result(at), Math.Min(step, end - at));
            for (int i = 0; i < layout.OperandCount; i++)
            {
                if (layout.IsWhole(i))
                {
                    operands[i] = (byte*)operands[i] + ((long)step * _sizes[i]);
                }
            }
        }
    }

    private void ExecuteLongRows(int start, int end, byte* buffers)
    {
        Span<int> position = stackalloc int[Shape.MaxRank], offsets = stackalloc int[BroadcastLayout.MaxOperands];
        void** operands = stackalloc void*[BroadcastLayout.MaxOperands];
        layout.FindRow(start, position, offsets);
        int length = layout.RowLength, step = Math.Min(length, ChunkLength);
        for (int row = start; row < end; row++)
        {
            for (int i = 0; i < layout.OperandCount; i++)
            {
                operands[i] = layout.MovesInRow(i) ? Operand(i, offsets[i]) : ElementwiseBuffers.Repeat(Operand(i, offsets[i]), _sizes[i], buffers + (i * ElementwiseBuffers.Stride), step);
            }

            for (int at = 0; at < length; at += step)
            {
                function.Run(operands, Result(((long)row * length) + at), Math.Min(step, length - at));
                for (int i = 0; i < layout.OperandCount; i++)
                {
                    operands[i] = layout.MovesInRow(i) ? (byte*)operands[i] + (step * _sizes[i]) : operands[i];
                }
            }

            layout.MoveToNextRow(position, offsets);
        }
    }

    private void ExecuteShortRows(int start, int end, byte* buffers)
    {
        Span<int> position = stackalloc int[Shape.MaxRank], offsets = stackalloc int[BroadcastLayout.MaxOperands];
        void** operands = stackalloc void*[BroadcastLayout.MaxOperands];
        layout.FindRow(start, position, offsets);
        int length = layout.RowLength, step = Math.Max(1, ChunkLength / length);
        for (int row = start; row < end; row += step)
        {
            int rows = Math.Min(step, end - row);
            bool isWritten = row > start;
            for (int i = 0; i < layout.OperandCount; i++)
            {
                operands[i] = layout.IsWhole(i) ? Operand(i, (long)row * length) : buffers + (i * ElementwiseBuffers.Stride);

                // What is the same in every row is written once for all chunks.
                if (!layout.IsWhole(i) && !(isWritten && layout.RepeatsRows(i)))
                {
                    WriteRows(i, rows, position, offsets, (byte*)operands[i]);
                }
            }

            function.Run(operands, Result((long)row * length), rows * length);
            if (row + step < end)
            {
                layout.FindRow(row + step, position, offsets);
            }
        }
    }

    // The rows of one operand from a position on; the position stays.
    private readonly void WriteRows(int operand, int rows, ReadOnlySpan<int> position, ReadOnlySpan<int> offsets, byte* destination)
    {
        int length = layout.RowLength, size = _sizes[operand], rowBytes = length * size;
        if (layout.AxisCount == 2 && !layout.MovesInRow(operand) && !layout.RepeatsRows(operand))
        {
            RepeatEach(Operand(operand, offsets[operand]), size, destination, rows, length);
            return;
        }

        if (layout.MovesInRow(operand) && layout.RepeatsRows(operand))
        {
            ElementwiseBuffers.RepeatRow(Operand(operand, offsets[operand]), rowBytes, destination, rows);
            return;
        }

        Span<int> at = stackalloc int[Shape.MaxRank], offset = stackalloc int[BroadcastLayout.MaxOperands];
        position.CopyTo(at);
        offsets.CopyTo(offset);
        for (int row = 0; row < rows; row++, destination += rowBytes)
        {
            byte* source = Operand(operand, offset[operand]);
            if (layout.MovesInRow(operand))
            {
                Unsafe.CopyBlockUnaligned(destination, source, (uint)rowBytes);
            }
            else
            {
                ElementwiseBuffers.Repeat(source, size, destination, length);
            }

            layout.MoveToNextRow(at, offset);
        }
    }

    private readonly byte* Operand(int index, long element) => (byte*)_operands[index] + (element * _sizes[index]);

    private readonly byte* Result(long element) => (byte*)result + (element * resultSize);

    private static void RepeatEach(byte* elements, int size, byte* destination, int count, int times)
    {
        // A call for each would take longer than writing them.
        if (size == sizeof(uint) && times < 8)
        {
            for (int i = 0, at = 0; i < count; i++)
            {
                uint element = ((uint*)elements)[i];
                for (int k = 0; k < times; k++)
                {
                    ((uint*)destination)[at++] = element;
                }
            }

            return;
        }

        for (int i = 0; i < count; i++)
        {
            ElementwiseBuffers.Repeat(elements + (i * size), size, destination + (i * times * size), times);
        }
    }
}
