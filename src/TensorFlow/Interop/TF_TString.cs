using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TypedModels.TensorFlow.Interop;

/// <summary>
/// An element of a string tensor (<c>tensorflow/core/platform/ctstring_internal.h</c>, little-endian, since 2.4): 24 bytes whose two lowest bits say which of four forms they have.
/// All zero is the empty string.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TF_TString
{
    /// <summary>The longest text that fits inside the struct, beside its length and a final NUL.</summary>
    public const int SmallCapacity = 22;

    private const int FormMask = 3;
    private const int Small = 0;
    private const int Large = 1;
    private const int Offset = 2;

    private ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;

    /// <summary>Whether the characters are in a block of TensorFlow's own allocator, which must not be overwritten but freed or reused by it.</summary>
    public readonly bool IsLarge => ((int)_first & FormMask) == Large;

    /// <summary>The bytes. They live as long as the tensor: elements are read in place, never moved.</summary>
    public static ReadOnlySpan<byte> Read(TF_TString* element)
    {
        switch ((int)element->_first & FormMask)
        {
            case Small:
                return new ReadOnlySpan<byte>((byte*)element + 1, (byte)element->_first >> 2);
            case Large:
                return new ReadOnlySpan<byte>((byte*)element->_third, checked((int)(element->_first >> 2)));
            case Offset:
                return new ReadOnlySpan<byte>((byte*)element + (uint)(element->_first >> 32), checked((int)((uint)element->_first >> 2)));
            default:
                return new ReadOnlySpan<byte>((byte*)element->_second, checked((int)(element->_first >> 2)));
        }
    }

    /// <summary>Writes a text of at most <see cref="SmallCapacity"/> bytes over an element that is not large.</summary>
    public static void WriteSmall(TF_TString* element, ReadOnlySpan<byte> bytes)
    {
        *element = default;
        *(byte*)element = (byte)(bytes.Length << 2);
        Unsafe.CopyBlockUnaligned(ref *((byte*)element + 1), ref MemoryMarshal.GetReference(bytes), (uint)bytes.Length);
    }

    /// <summary>Makes an element empty. A large one keeps its block for the next text.</summary>
    public static void Empty(TF_TString* element)
    {
        if (element->IsLarge)
        {
            element->_first = Large;
            *(byte*)element->_third = 0;
        }
        else
        {
            *element = default;
        }
    }
}
