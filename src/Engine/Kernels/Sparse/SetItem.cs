using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>The elements of sets: integers or texts, compared by value.</summary>
internal readonly struct SetItem(long number, ReadOnlyMemory<byte> text, int element) : IComparable<SetItem>
{
    private readonly long _number = number;
    private readonly ReadOnlyMemory<byte> _text = text;

    /// <summary>Its place in the tensor it came from.</summary>
    public int Element { get; } = element;

    /// <summary>An element of a tensor.</summary>
    public static SetItem Of(Tensor values, int element) => values.Type == DataType.String
        ? new SetItem(0, values.Texts[element], element)
        : new SetItem(values.Integer(element), default, element);

    public int CompareTo(SetItem other) => _text.Length == 0 && other._text.Length == 0 ? _number.CompareTo(other._number) : _text.Span.SequenceCompareTo(other._text.Span);
}
