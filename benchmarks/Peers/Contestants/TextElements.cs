using System.Buffers;
using System.Buffers.Binary;

namespace TypedModels.Benchmarks;

/// <summary>Texts as bytes that can be compared: each is its length and its UTF-8. What has been written once is written again without allocating.</summary>
internal sealed class TextElements
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Begins again.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>Writes the next text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), text.Length);
        _bytes.Advance(sizeof(int));
        _bytes.Write(text);
    }
}
