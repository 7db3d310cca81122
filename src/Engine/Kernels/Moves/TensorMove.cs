using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Moves;

/// <summary>Moves elements between tensors, whatever they are: numbers by their size, texts, objects with their references counted.</summary>
internal static unsafe class TensorMove
{
    // Some ten microseconds of copying; below some hundred, waking a thread takes longer than it saves.
    private const int PieceBytes = 128 * 1024;
    private const int SharedBytes = 1024 * 1024;

    /// <summary>Carries out loops that count in elements.</summary>
    public static void Run(KernelContext context, Tensor from, Tensor to, in CopyLoops given)
    {
        if (given.IsEmpty)
        {
            return;
        }

        var loops = given;

        if (!loops.IsInside(from.Count, to.Count) || to.IsShared)
        {
            throw new InvalidOperationException($"Elements were to be moved outside of {from} or {to}.");
        }

        switch (from.Type)
        {
            case DataType.String:
                loops.ToBytes(Unsafe.SizeOf<ReadOnlyMemory<byte>>());
                ElementMove<ReadOnlyMemory<byte>>.Run(
                    loops, ref Unsafe.As<ReadOnlyMemory<byte>, byte>(ref MemoryMarshal.GetReference(from.Texts)), ref Unsafe.As<ReadOnlyMemory<byte>, byte>(ref MemoryMarshal.GetReference(to.WritableTexts)));
                break;
            case DataType.Resource or DataType.Variant:
                loops.ToBytes(Unsafe.SizeOf<object?>());
                CountReferences(loops, to.WritableObjects, 0, loops.ToStart / Unsafe.SizeOf<object?>(), isMore: false);
                ElementMove<object?>.Run(loops, ref Unsafe.As<object?, byte>(ref MemoryMarshal.GetReference(from.Objects)), ref Unsafe.As<object?, byte>(ref MemoryMarshal.GetReference(to.WritableObjects)));
                CountReferences(loops, to.WritableObjects, 0, loops.ToStart / Unsafe.SizeOf<object?>(), isMore: true);
                break;
            default:
                MoveNumbers(context, from.Pointer, to.Pointer, ref loops, DataTypes.SizeOf(from.Type));
                break;
        }
    }

    /// <summary>Gives an output the elements that <paramref name="loops"/> take from an input.</summary>
    public static void ToOutput(KernelContext context, Tensor from, int output, in Shape shape, in CopyLoops loops) => Run(context, from, context.Output(output, shape), loops);

    private static void MoveNumbers(KernelContext context, byte* from, byte* to, ref CopyLoops loops, int size)
    {
        long bytes = loops.Count() * size;
        loops.ToBytes(size);
        size = loops.Widen(size);
        loops.PairTransposed(size);
        if (bytes <= SharedBytes || loops.Depth == 0)
        {
            Execute(from, to, loops, size);
            return;
        }

        int length = loops.Length(0);
        long piece = Math.Max(1, PieceBytes / Math.Max(1, bytes / length));
        piece = (piece + TileTranspose.Size - 1) / TileTranspose.Size * TileTranspose.Size;
        var work = new Work(from, to, loops, size);
        context.Share(length, (int)Math.Min(piece, length), ref work);
    }

    private static void Execute(byte* from, byte* to, in CopyLoops loops, int size)
    {
        switch (size)
        {
            case 1:
                ElementMove<byte>.Run(loops, ref *from, ref *to);
                break;
            case 2:
                ElementMove<ushort>.Run(loops, ref *from, ref *to);
                break;
            case 4:
                ElementMove<uint>.Run(loops, ref *from, ref *to);
                break;
            case 8:
                ElementMove<ulong>.Run(loops, ref *from, ref *to);
                break;
            case 16:
                ElementMove<Vector128<byte>>.Run(loops, ref *from, ref *to);
                break;
            default:
                throw new InvalidOperationException($"Elements of {size} bytes.");
        }
    }

    /// <summary>What lies in two tensors is held by both; what is written over is held no more.</summary>
    private static void CountReferences(in CopyLoops loops, Span<object?> to, int loop, long place, bool isMore)
    {
        if (loop < loops.Depth)
        {
            for (int turn = 0; turn < loops.Length(loop); turn++)
            {
                CountReferences(loops, to, loop + 1, place + (turn * loops.To(loop) / Unsafe.SizeOf<object?>()), isMore);
            }
        }
        else if (isMore)
        {
            (to[(int)place] as IPooled)?.AddReference();
        }
        else
        {
            (to[(int)place] as IPooled)?.Release();
            to[(int)place] = null;
        }
    }

    private readonly struct Work(byte* from, byte* to, in CopyLoops loops, int size) : IRangeWork
    {
        private readonly CopyLoops _loops = loops;

        public void Execute(int start, int end) => TensorMove.Execute(from, to, _loops.Part(start, end), size);
    }
}
