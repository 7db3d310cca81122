using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>
/// Carries out a function on stretched operands. The function sees runs of elements only: an operand that is repeated is written out, a few kilobytes at a time, so that every
/// pattern of shapes runs at the speed of equal ones. Items are rows; where there is one row, elements.
/// </summary>
internal unsafe struct ElementwiseWork(ElementFunction function, BroadcastLayout layout, void* result, int resultSize) : IRangeWork
{
    private const int BufferBytes = 4096;

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

            return BufferBytes / largest;
        }
    }

    [SkipLocalsInit]
    public void Execute(int start, int end)
    {
        byte* buffers = stackalloc byte[BufferBytes * BroadcastLayout.MaxOperands];
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
        int step = end - start;
        for (int i = 0; i < layout.OperandCount; i++)
        {
            if (!layout.IsWhole(i))
            {
                step = Math.Min(step, ChunkLength);
            }
        }

        for (int i = 0; i < layout.OperandCount; i++)
        {
            operands[i] = layout.IsWhole(i) ? Operand(i, start) : Repeat(Operand(i, 0), _sizes[i], buffers + (i * BufferBytes), step);
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
                operands[i] = layout.MovesInRow(i) ? Operand(i, offsets[i]) : Repeat(Operand(i, offsets[i]), _sizes[i], buffers + (i * BufferBytes), step);
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
        int written = 0;
        for (int row = start; row < end; row += step)
        {
            int rows = Math.Min(step, end - row);
            for (int i = 0; i < layout.OperandCount; i++)
            {
                operands[i] = layout.IsWhole(i) ? Operand(i, (long)row * length) : buffers + (i * BufferBytes);
            }

            for (int k = 0; k < rows; k++)
            {
                for (int i = 0; i < layout.OperandCount; i++)
                {
                    // What is the same in every row is written once for all chunks.
                    if (!layout.IsWhole(i) && (k >= written || !layout.RepeatsRows(i)))
                    {
                        WriteRow(i, offsets[i], (byte*)operands[i] + (k * length * _sizes[i]), length);
                    }
                }

                layout.MoveToNextRow(position, offsets);
            }

            written = Math.Max(written, rows);
            function.Run(operands, Result((long)row * length), rows * length);
        }
    }

    private readonly void WriteRow(int operand, int offset, byte* destination, int length)
    {
        if (layout.MovesInRow(operand))
        {
            Unsafe.CopyBlockUnaligned(destination, Operand(operand, offset), (uint)(length * _sizes[operand]));
        }
        else
        {
            Repeat(Operand(operand, offset), _sizes[operand], destination, length);
        }
    }

    private readonly byte* Operand(int index, long element) => (byte*)_operands[index] + (element * _sizes[index]);

    private readonly byte* Result(long element) => (byte*)result + (element * resultSize);

    private static byte* Repeat(byte* element, int size, byte* destination, int count)
    {
        switch (size)
        {
            case 1:
                new Span<byte>(destination, count).Fill(*element);
                break;
            case 2:
                new Span<ushort>(destination, count).Fill(*(ushort*)element);
                break;
            case 4:
                new Span<uint>(destination, count).Fill(*(uint*)element);
                break;
            case 8:
                new Span<ulong>(destination, count).Fill(*(ulong*)element);
                break;
            default:
                new Span<UInt128>(destination, count).Fill(*(UInt128*)element);
                break;
        }

        return destination;
    }
}
