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
    public void FeedTo(Engines.CallFrame frame, int slot)
    {
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
