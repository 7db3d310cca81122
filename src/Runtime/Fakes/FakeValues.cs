using System.Runtime.InteropServices;
using TypedModels.Engines;
using TypedModels.Runtime.Shapes;

namespace TypedModels.Runtime.Fakes;

/// <summary>Values in managed memory, one per slot: what a fake was given, or what it answers.</summary>
internal sealed class FakeValues(int slots) : CallValues
{
    private readonly long[][] _shapes = new long[slots][];
    private readonly byte[][] _elements = new byte[slots][];
    private readonly byte[][][] _texts = new byte[slots][][];

    /// <summary>Makes room for a numeric value.</summary>
    public ref byte Set(int slot, ReadOnlySpan<long> shape, int elementSize)
    {
        _shapes[slot] = shape.ToArray();
        _elements[slot] = new byte[checked(ElementCount.Of(shape) * elementSize)];
        return ref MemoryMarshal.GetArrayDataReference(_elements[slot]);
    }

    /// <summary>Makes room for a text value, all of it empty.</summary>
    public void SetTexts(int slot, ReadOnlySpan<long> shape)
    {
        _shapes[slot] = shape.ToArray();
        _texts[slot] = new byte[ElementCount.Of(shape)][];
        Array.Fill(_texts[slot], []);
    }

    /// <summary>Sets one element of a text value.</summary>
    public void SetText(int slot, nint index, ReadOnlySpan<byte> bytes) => _texts[slot][index] = bytes.ToArray();

    public override ReadOnlySpan<long> OutputShape(int slot) => _shapes[slot];

    public override ref readonly byte Output(int slot) => ref MemoryMarshal.GetArrayDataReference(_elements[slot]);

    public override ReadOnlySpan<byte> OutputText(int slot, nint index) => _texts[slot][index];
}
