using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engines;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>Whole values in and out of a frame.</summary>
internal static class FrameExtensions
{
    public static void Write<T>(this CallFrame frame, int slot, ReadOnlySpan<T> values, params long[] shape)
        where T : unmanaged
    {
        ref byte start = ref frame.Input(slot, shape);
        MemoryMarshal.AsBytes(values).CopyTo(MemoryMarshal.CreateSpan(ref start, values.Length * Unsafe.SizeOf<T>()));
    }

    public static void WriteTexts(this CallFrame frame, int slot, IReadOnlyList<byte[]> values, params long[] shape)
    {
        frame.InputText(slot, shape);
        for (int i = 0; i < values.Count; i++)
        {
            frame.SetText(slot, i, values[i]);
        }
    }

    public static void Run(this CallFrame frame) => frame.Run(default);

    public static T[] Read<T>(this CallFrame frame, int slot)
        where T : unmanaged
    {
        int count = frame.Count(slot);
        return count == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref Unsafe.AsRef(in frame.Output(slot))), count).ToArray();
    }

    public static byte[] ReadBytes(this CallFrame frame, int slot, int length) =>
        length == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in frame.Output(slot)), length).ToArray();

    public static byte[][] ReadTexts(this CallFrame frame, int slot)
    {
        var texts = new byte[frame.Count(slot)][];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = frame.OutputText(slot, i).ToArray();
        }

        return texts;
    }

    private static int Count(this CallFrame frame, int slot)
    {
        int count = 1;
        foreach (long dimension in frame.OutputShape(slot))
        {
            count *= (int)dimension;
        }

        return count;
    }
}
