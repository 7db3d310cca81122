using System.Text;

namespace TypedModels.Formats.Hdf5;

/// <summary>The elements of a dataset or an attribute.</summary>
/// <param name="bytes">The file, read for the object that has the elements.</param>
/// <param name="type">The type of the elements.</param>
/// <param name="space">Their shape.</param>
/// <param name="storage">Where they are.</param>
internal sealed class Hdf5Values(Hdf5Bytes bytes, Hdf5Type type, Hdf5Space space, ElementStorage storage)
{
    /// <summary>The type of the elements.</summary>
    public Hdf5Type Type => type;

    /// <summary>The shape.</summary>
    public TensorShape Shape => space.Shape;

    /// <summary>The number of elements.</summary>
    public long ElementCount => space.ElementCount;

    /// <summary>Where they are.</summary>
    public ElementStorage Storage => storage;

    /// <summary>Makes sure that elements can be read and are stored, before memory is taken for them.</summary>
    public void RequireStored()
    {
        if (type.DataType == DataType.Invalid)
        {
            throw bytes.Unsupported($"Its elements are {type.Description}, which are not read", "Save it as numbers, truth values or texts");
        }

        if (ElementCount > 0)
        {
            storage.RequireStored(ElementCount <= long.MaxValue / type.Size ? ElementCount * type.Size : long.MaxValue);
            RequiredBytes();
        }
    }

    /// <summary>Reads numbers: row by row, in the byte order of this machine (little-endian).</summary>
    /// <param name="destination">Exactly as many bytes as the elements take.</param>
    public void Read(Span<byte> destination)
    {
        if (type.IsText)
        {
            throw bytes.Unsupported("It holds texts, not numbers", "Name a dataset of numbers");
        }

        RequireStored();
        if (destination.Length / type.Size != ElementCount || destination.Length % type.Size != 0)
        {
            throw new ArgumentException($"'{bytes.Path}' needs {ElementCount} elements of {type.Size} bytes and {destination.Length} bytes are given.", nameof(destination));
        }

        if (!destination.IsEmpty)
        {
            storage.Read(destination);
            ElementBytes.ToMachine(destination, type);
        }
    }

    /// <summary>Reads texts as bytes, row by row.</summary>
    public ReadOnlyMemory<byte>[] ReadTexts()
    {
        if (!type.IsText)
        {
            throw bytes.Unsupported($"Its elements are {type.Description}, not texts", "Name one of texts");
        }

        RequireStored();
        if (ElementCount == 0)
        {
            return [];
        }

        var stored = new byte[RequiredBytes()];
        storage.Read(stored);
        return type.Class == Hdf5Class.Text ? FixedTexts(stored) : new VariableTexts(bytes).Read(stored, type.Size);
    }

    /// <summary>Reads texts, which are UTF-8; nothing when there are no elements, whatever their type is.</summary>
    public string[] Texts()
    {
        var texts = ElementCount == 0 ? [] : ReadTexts();
        return Array.ConvertAll(texts, text => Encoding.UTF8.GetString(text.ToArray()));
    }

    private int RequiredBytes()
    {
        // The longest array of bytes in .NET.
        const int Most = 0x7FFFFFC7;
        return ElementCount <= Most / type.Size ? (int)ElementCount * type.Size
            : throw bytes.Unsupported($"{ElementCount} elements of {type.Size} bytes are more than the 2 GB that are read at once", "Save it in parts");
    }

    private ReadOnlyMemory<byte>[] FixedTexts(byte[] stored)
    {
        var texts = new ReadOnlyMemory<byte>[ElementCount];
        for (int i = 0; i < texts.Length; i++)
        {
            var text = stored.AsMemory(i * type.Size, type.Size);
            texts[i] = text.Slice(0, LengthOf(text.Span));
        }

        return texts;
    }

    private int LengthOf(ReadOnlySpan<byte> text)
    {
        if (type.Padding == TextPadding.ZeroEnds)
        {
            return text.IndexOf((byte)0) is >= 0 and var end ? end : text.Length;
        }

        byte padding = type.Padding == TextPadding.Spaces ? (byte)' ' : (byte)0;
        int length = text.Length;
        while (length > 0 && text[length - 1] == padding)
        {
            length--;
        }

        return length;
    }
}
