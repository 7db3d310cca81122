namespace TypedModels.Formats.Hdf5;

/// <summary>Reads the message that says what type elements have. Types that are not read are described only.</summary>
internal static class DatatypeReader
{
    private const int MostNesting = 8;
    private const int NewestVersion = 5;

    /// <summary>Reads a message.</summary>
    public static Hdf5Type Read(ref FieldReader reader) => Read(ref reader, 0);

    private static Hdf5Type Read(ref FieldReader reader, int nesting)
    {
        int classAndVersion = reader.UInt8();
        int bits = (int)reader.Count(3);
        uint size = reader.UInt32();
        int version = classAndVersion >> 4;
        if (size is 0 or > int.MaxValue || version is 0 or > NewestVersion || nesting > MostNesting)
        {
            throw reader.Fault($"a type of version {version} and {size} bytes, {nesting} types deep, is none");
        }

        return (Hdf5Class)(classAndVersion & 15) switch
        {
            Hdf5Class.Integer => ReadInteger(ref reader, bits, (int)size),
            Hdf5Class.Float => ReadFloat(ref reader, bits, (int)size),
            Hdf5Class.Text => new Hdf5Type(Hdf5Class.Text, (int)size, DataType.String, $"text of {size} bytes") { Padding = (TextPadding)(bits & 15) },
            Hdf5Class.Enumeration => ReadEnumeration(ref reader, bits, (int)size, version, nesting),
            Hdf5Class.VariableLength => ReadVariableLength(bits, (int)size),
            Hdf5Class.Opaque => Other(Hdf5Class.Opaque, size, $"{size} bytes of unknown meaning"),
            Hdf5Class.Compound => Other(Hdf5Class.Compound, size, $"{bits & 0xffff} fields in {size} bytes"),
            Hdf5Class.Reference => Other(Hdf5Class.Reference, size, "references to objects"),
            Hdf5Class.Array => Other(Hdf5Class.Array, size, $"arrays of {size} bytes"),
            Hdf5Class.BitField => Other(Hdf5Class.BitField, size, $"bit fields of {size} bytes"),
            Hdf5Class.Time => Other(Hdf5Class.Time, size, $"times of {size} bytes"),
            var other => Other(other, size, $"a type of the unknown class {(int)other}"),
        };
    }

    private static Hdf5Type Other(Hdf5Class kind, uint size, string description) => new(kind, (int)size, DataType.Invalid, description);

    private static Hdf5Type ReadInteger(ref FieldReader reader, int bits, int size)
    {
        bool isSigned = (bits & 8) != 0;
        int offset = reader.UInt16();
        int precision = reader.UInt16();
        bool isWhole = offset == 0 && precision == 8 * size;
        var type = !isWhole ? DataType.Invalid : size switch
        {
            1 => isSigned ? DataType.Int8 : DataType.UInt8,
            2 => isSigned ? DataType.Int16 : DataType.UInt16,
            4 => isSigned ? DataType.Int32 : DataType.UInt32,
            8 => isSigned ? DataType.Int64 : DataType.UInt64,
            _ => DataType.Invalid,
        };
        string description = $"{precision}-bit {(isSigned ? "signed" : "unsigned")} integers{(isWhole ? "" : $" in {size} bytes")}{Order(bits)}";
        return new Hdf5Type(Hdf5Class.Integer, size, type, description) { IsBigEndian = (bits & 1) != 0 };
    }

    private static Hdf5Type ReadFloat(ref FieldReader reader, int bits, int size)
    {
        const int Implied = 2; // The highest bit of the mantissa is not stored.
        const int OtherOrder = 0x40;
        int offset = reader.UInt16();
        int precision = reader.UInt16();
        var exponent = (At: reader.UInt8(), Length: reader.UInt8());
        var mantissa = (At: reader.UInt8(), Length: reader.UInt8());
        uint bias = reader.UInt32();
        bool isUsual = offset == 0 && precision == 8 * size && (bits & OtherOrder) == 0 && ((bits >> 4) & 3) == Implied
            && mantissa.At == 0 && exponent.At == mantissa.Length && bits >> 8 == precision - 1 && exponent.At + exponent.Length == precision - 1;
        var type = !isUsual ? DataType.Invalid : (size, exponent.Length, bias) switch
        {
            (2, 5, 15) => DataType.Half,
            (2, 8, 127) => DataType.BFloat16,
            (4, 8, 127) => DataType.Float,
            (8, 11, 1023) => DataType.Double,
            _ => DataType.Invalid,
        };
        string description = type == DataType.Invalid ? $"{precision}-bit floating-point numbers of an uncommon layout{Order(bits)}" : $"{type.ToWord()} numbers{Order(bits)}";
        return new Hdf5Type(Hdf5Class.Float, size, type, description) { IsBigEndian = (bits & 1) != 0 };
    }

    private static Hdf5Type ReadVariableLength(int bits, int size)
    {
        bool isText = (bits & 15) == 1;
        return new Hdf5Type(Hdf5Class.VariableLength, size, isText ? DataType.String : DataType.Invalid, isText ? "texts of any length" : "lists of any length");
    }

    private static Hdf5Type ReadEnumeration(ref FieldReader reader, int bits, int size, int version, int nesting)
    {
        var numbers = Read(ref reader, nesting + 1);
        if (numbers.Class != Hdf5Class.Integer || numbers.Size != size)
        {
            throw reader.Fault($"an enumeration of {size} bytes is one of {numbers.Description}");
        }

        int count = bits & 0xffff;
        bool isTruth = count == 2 && size == 1 && IsTruth(ref reader, version);
        return numbers with { Class = Hdf5Class.Enumeration, DataType = isTruth ? DataType.Bool : numbers.DataType, Description = isTruth ? "truth values" : $"an enumeration of {numbers.Description}" };
    }

    // What h5py makes of booleans.
    private static bool IsTruth(ref FieldReader reader, int version)
    {
        string first = ReadName(ref reader, version);
        string second = ReadName(ref reader, version);
        return first == "FALSE" && second == "TRUE" && reader.UInt8() == 0 && reader.UInt8() == 1;
    }

    private static string ReadName(ref FieldReader reader, int version)
    {
        int start = reader.Position;
        string name = reader.TextToZero();
        int length = reader.Position - start;
        reader.Skip(version < 3 ? -length & 7 : 0); // Older versions fill names up to a multiple of eight bytes.
        return name;
    }

    private static string Order(int bits) => (bits & 1) != 0 ? ", big-endian" : "";
}
