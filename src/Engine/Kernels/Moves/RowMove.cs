using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Moves;

/// <summary>Moves rows of the same length that are told by their numbers.</summary>
internal static unsafe class RowMove
{
    // Some ten microseconds of copying; below some hundred, waking a thread takes longer than it saves.
    private const int PieceBytes = 128 * 1024;
    private const int SharedBytes = 1024 * 1024;

    /// <summary>Copies the rows of the given numbers, one after the other.</summary>
    /// <param name="context">The call.</param>
    /// <param name="from">The rows.</param>
    /// <param name="fromStart">The element where row 0 begins.</param>
    /// <param name="rows">The numbers; those below zero leave what is there.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="toStart">The element where the first goes.</param>
    /// <param name="length">The elements of a row.</param>
    public static void Gather(KernelContext context, Tensor from, int fromStart, ReadOnlySpan<int> rows, Tensor to, int toStart, int length) =>
        Move(context, from, fromStart, rows, to, toStart, length, scatters: false);

    /// <summary>Copies rows, one after the other, to the places of the given numbers; where a number comes twice, the last row is what stays.</summary>
    /// <param name="context">The call.</param>
    /// <param name="from">The rows.</param>
    /// <param name="fromStart">The element where the first row begins.</param>
    /// <param name="rows">The numbers of the places; those below zero are left out.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="toStart">The element where place 0 begins.</param>
    /// <param name="length">The elements of a row.</param>
    public static void Scatter(KernelContext context, Tensor from, int fromStart, ReadOnlySpan<int> rows, Tensor to, int toStart, int length) =>
        Move(context, from, fromStart, rows, to, toStart, length, scatters: true);

    private static void Move(KernelContext context, Tensor from, int fromStart, ReadOnlySpan<int> rows, Tensor to, int toStart, int length, bool scatters)
    {
        if (rows.IsEmpty || length == 0)
        {
            return;
        }

        RequireInside(rows, scatters ? to : from, scatters ? toStart : fromStart, scatters ? from : to, scatters ? fromStart : toStart, length);
        int size = DataTypes.SizeOf(from.Type);
        if (size == 0)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                if (rows[i] >= 0)
                {
                    Elements.Copy(from, fromStart + ((scatters ? i : rows[i]) * length), to, toStart + ((scatters ? rows[i] : i) * length), length);
                }
            }

            return;
        }

        fixed (int* numbers = rows)
        {
            long bytes = (long)length * size;
            var work = new Work(from.Pointer + ((long)fromStart * size), to.Pointer + ((long)toStart * size), numbers, bytes, scatters);

            // Places that come twice make the order matter.
            if (scatters || rows.Length * bytes <= SharedBytes)
            {
                for (int start = 0, step = Math.Max(1, (int)(16 * PieceBytes / bytes)); start < rows.Length; start += Math.Min(step, rows.Length - start))
                {
                    work.Execute(start, start + Math.Min(step, rows.Length - start));
                    context.ThrowIfCancelled();
                }

                return;
            }

            context.Share(rows.Length, (int)Math.Max(1, PieceBytes / bytes), ref work);
        }
    }

    private static void RequireInside(ReadOnlySpan<int> rows, Tensor numbered, int numberedStart, Tensor dense, int denseStart, int length)
    {
        int highest = System.Numerics.Tensors.TensorPrimitives.Max(rows);
        if (numberedStart + ((highest + 1L) * length) > numbered.Count || denseStart + ((long)rows.Length * length) > dense.Count)
        {
            throw new InvalidOperationException($"Row {highest} of {length} elements was to be moved between {numbered} and {dense}.");
        }
    }

    private readonly struct Work(byte* from, byte* to, int* rows, long bytes, bool scatters) : IRangeWork
    {
        public void Execute(int start, int end)
        {
            switch (bytes)
            {
                case 1:
                    Move<byte>(start, end);
                    break;
                case 2:
                    Move<ushort>(start, end);
                    break;
                case 4:
                    Move<uint>(start, end);
                    break;
                case 8:
                    Move<ulong>(start, end);
                    break;
                default:
                    MoveBytes(start, end);
                    break;
            }
        }

        private void Move<T>(int start, int end)
            where T : unmanaged
        {
            for (int i = start; i < end; i++)
            {
                int row = rows[i];
                if (row < 0)
                {
                    continue;
                }

                if (scatters)
                {
                    Unsafe.WriteUnaligned(to + ((long)row * sizeof(T)), Unsafe.ReadUnaligned<T>(from + ((long)i * sizeof(T))));
                }
                else
                {
                    Unsafe.WriteUnaligned(to + ((long)i * sizeof(T)), Unsafe.ReadUnaligned<T>(from + ((long)row * sizeof(T))));
                }
            }
        }

        private void MoveBytes(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                int row = rows[i];
                if (row >= 0)
                {
                    Buffer.MemoryCopy(from + ((scatters ? i : row) * bytes), to + ((scatters ? row : i) * bytes), bytes, bytes);
                }
            }
        }
    }
}
