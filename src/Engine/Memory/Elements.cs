using System.Runtime.InteropServices;

namespace TypedModels.Engine.Memory;

/// <summary>Moves runs of elements between tensors of any type.</summary>
internal static class Elements
{
    /// <summary>Copies <paramref name="count"/> elements.</summary>
    public static void Copy(Tensor source, int sourceStart, Tensor destination, int start, int count)
    {
        switch (source.Type)
        {
            case DataType.String:
                source.Texts.Slice(sourceStart, count).CopyTo(destination.WritableTexts[start..]);
                break;
            case DataType.Resource or DataType.Variant:
                CopyObjects(source.Objects.Slice(sourceStart, count), destination.WritableObjects.Slice(start, count));
                break;
            default:
                int size = DataTypes.SizeOf(source.Type);
                CopyBytes(source, (long)sourceStart * size, destination, (long)start * size, (long)count * size);
                break;
        }
    }

    /// <summary>Sets all elements to the first one of another tensor.</summary>
    public static void Fill(Tensor destination, Tensor value)
    {
        if (destination.Count == 0)
        {
            return;
        }

        Copy(value, 0, destination, 0, 1);
        for (int filled = 1; filled < destination.Count;)
        {
            int count = Math.Min(filled, destination.Count - filled);
            Copy(destination, 0, destination, filled, count);
            filled += count;
        }
    }

    /// <summary>Sets elements to zero, or to empty texts.</summary>
    public static void Clear(Tensor destination, int start, int count)
    {
        switch (destination.Type)
        {
            case DataType.String:
                destination.WritableTexts.Slice(start, count).Clear();
                break;
            case DataType.Resource or DataType.Variant:
                ReleaseObjects(destination.WritableObjects.Slice(start, count));
                break;
            default:
                ClearBytes(destination, (long)start * DataTypes.SizeOf(destination.Type), (long)count * DataTypes.SizeOf(destination.Type));
                break;
        }
    }

    private static unsafe void CopyBytes(Tensor source, long sourceStart, Tensor destination, long start, long length)
    {
        if (sourceStart + length > source.ByteLength || start + length > destination.ByteLength || destination.IsShared)
        {
            throw new InvalidOperationException($"{length} bytes were to be copied from {source} to {destination}.");
        }

        Buffer.MemoryCopy(source.Pointer + sourceStart, destination.Pointer + start, length, length);
    }

    private static unsafe void ClearBytes(Tensor destination, long start, long length)
    {
        if (start + length > destination.ByteLength || destination.IsShared)
        {
            throw new InvalidOperationException($"{length} bytes of {destination} were to be cleared.");
        }

        NativeMemory.Clear(destination.Pointer + start, (nuint)length);
    }

    private static void CopyObjects(ReadOnlySpan<object?> source, Span<object?> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            object? element = source[i] is IPooled pooled ? pooled.AddReference() : source[i];
            (destination[i] as IPooled)?.Release();
            destination[i] = element;
        }
    }

    private static void ReleaseObjects(Span<object?> objects)
    {
        foreach (object? element in objects)
        {
            (element as IPooled)?.Release();
        }

        objects.Clear();
    }
}
