using TypedModels.Runtime.Shapes;

namespace TypedModels.Runtime.Calls;

/// <summary>A value that does not change: a default of the model, or an argument of a recorded request.</summary>
internal sealed class FixedTensor
{
    private readonly long[] _shape;
    private readonly byte[] _elements;
    private readonly byte[][] _texts;

    /// <summary>A numeric value: its elements row by row, little-endian.</summary>
    public FixedTensor(long[] shape, byte[] elements)
    {
        _shape = shape;
        _elements = elements;
        _texts = [];
    }

    /// <summary>A text value: its elements row by row.</summary>
    public FixedTensor(long[] shape, byte[][] texts)
    {
        _shape = shape;
        _elements = [];
        _texts = texts;
        IsText = true;
    }

    public bool IsText { get; }

    public ReadOnlySpan<long> Shape => _shape;

    public ReadOnlySpan<byte> Elements => _elements;

    public ReadOnlySpan<byte[]> Texts => _texts;

    /// <summary>Writes the value into a slot.</summary>
    /// <param name="frame">The call.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="type">The type of the slot's elements: the room that the frame makes is for them.</param>
    /// <exception cref="ArgumentException">The value has not as many elements of this type as its shape calls for.</exception>
    public void FeedTo(Engines.CallFrame frame, int slot, DataType type)
    {
        long count = ElementCount.Of(_shape);
        int size = DataTypes.SizeOf(type);
        bool fits = IsText ? type == DataType.String && count == _texts.Length : size > 0 && _elements.Length % size == 0 && count == _elements.Length / size;
        if (!fits)
        {
            string content = IsText ? $"{_texts.Length} texts" : $"{_elements.Length} bytes";
            throw new ArgumentException($"A value of {content} is no {type.ToWord()} {ShapeText.Of(_shape)}.", nameof(type));
        }

        if (!IsText)
        {
            ref byte first = ref frame.Input(slot, _shape);
            if (_elements.Length > 0)
            {
                _elements.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref first, _elements.Length));
            }

            return;
        }

        frame.InputText(slot, _shape);
        for (int i = 0; i < _texts.Length; i++)
        {
            frame.SetText(slot, i, _texts[i]);
        }
    }
}
