using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>Texts: bytes, characters, patterns, numbers in text, encodings.</summary>
internal static class TextKernels
{
    private static readonly DataTypeSet s_raw = DataTypeSet.Float | DataTypeSet.NarrowFloat | DataTypeSet.Complex | DataTypeSet.Signed
        | DataTypeSet.Of(DataType.UInt8, DataType.UInt16, DataType.Bool);

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        AddParts(table);
        AddPatterns(table);
        AddHashes(table);
        AddEncodings(table);
        AddNumbers(table);
    }

    private static void AddParts(KernelTable table)
    {
        table.Add("StringLower", node => new CaseKernel(node, isUpper: false));
        table.Add("StringUpper", node => new CaseKernel(node, isUpper: true));
        table.Add("StringStrip", _ => new ActionKernel(SimpleTextOperations.Strip));
        table.Add("StringLength", node => LengthKernel(Utf8(node)));
        table.Add("Substr", node => new SubstringKernel(Utf8(node))).Where("T", DataTypeSet.Index);
        table.Add("StringJoin", node => new JoinKernel(node.Bytes("separator")));
        table.Add("ReduceJoin", node => new ReduceJoinKernel(node.Flag("keep_dims"), node.Bytes("separator")));
        table.Add("UnsortedSegmentJoin", node => new SegmentJoinKernel(node.Bytes("separator"))).Where("Tindices", DataTypeSet.Index).Where("Tnumsegments", DataTypeSet.Index);
        table.Add("StringSplit", node => new CharacterSetSplitKernel(node.Flag("skip_empty")));
        table.Add("StringSplitV2", node => new SeparatorSplitKernel(node.Int32("maxsplit")));
        table.Add("StringNGrams", node => new NGramsKernel(node)).Where("Tsplits", DataTypeSet.Index);
    }

    private static void AddPatterns(KernelTable table)
    {
        table.Add("RegexReplace", node => new RegexReplaceKernel(node, isStatic: false));
        table.Add("StaticRegexReplace", node => new RegexReplaceKernel(node, isStatic: true));
        table.Add("RegexFullMatch", _ => new RegexFullMatchKernel(null));
        table.Add("StaticRegexFullMatch", node => new RegexFullMatchKernel(node.Bytes("pattern")));
    }

    private static void AddEncodings(KernelTable table)
    {
        table.Add("EncodeBase64", node => EncodeKernel(node.Flag("pad")));
        table.Add("DecodeBase64", _ => new ActionKernel(SimpleTextOperations.DecodeBase64));
        table.Add("UnicodeDecode", node => new UnicodeDecodeKernel(node, hasOffsets: false)).Where("Tsplits", DataTypeSet.Index);
        table.Add("UnicodeDecodeWithOffsets", node => new UnicodeDecodeKernel(node, hasOffsets: true)).Where("Tsplits", DataTypeSet.Index);
        table.Add("UnicodeEncode", node => new UnicodeEncodeKernel(node)).Where("Tsplits", DataTypeSet.Index);
        table.Add("UnicodeTranscode", node => new UnicodeTranscodeKernel(node));
        table.Add("UnicodeScript", _ => new ActionKernel(NumberTextOperations.Script));
        table.Add("DecodeRaw", node => RawKernel(node, NumberTextOperations.DecodeRaw)).Where("out_type", s_raw);
        table.Add("DecodePaddedRaw", node => RawKernel(node, NumberTextOperations.DecodePaddedRaw)).Where("out_type", s_raw);
        table.Add("DecodeCompressed", node => new DecompressKernel(node));
        table.Add("ParseTensor", node => ParseKernel(node.Type("out_type")));
        table.Add("SerializeTensor", _ => new ActionKernel(TensorTextOperations.Serialize));
    }

    private static void AddNumbers(KernelTable table)
    {
        table.Add("StringToNumber", node => NumberKernel(node.Type("out_type"))).Where("out_type", DataTypeSet.Float | DataTypeSet.Index);
        table.Add("AsString", node => new AsStringKernel(node))
            .Where("T", DataTypeSet.Real | DataTypeSet.NarrowFloat | DataTypeSet.Complex | DataTypeSet.Of(DataType.Bool, DataType.String));
        table.Add("StringFormat", node => new StringFormatKernel(node));
        table.Add("DecodeCSV", node => new CsvKernel(node)).Where("OUT_TYPE", DataTypeSet.Float | DataTypeSet.Index | DataTypeSet.Of(DataType.String));
    }

    private static void AddHashes(KernelTable table)
    {
        table.Add("StringToHashBucket", node => HashKernel(node, text => LegacyHash.Of(text.Span)));
        table.Add("StringToHashBucketFast", node => HashKernel(node, text => Fingerprint.Of(text.Span)));
        table.Add("Fingerprint", node => FingerprintKernel(node.Type("T")));
        table.Add("StringToHashBucketStrong", node =>
        {
            var list = node.Attributes.Find("key")?.List;
            ulong[] key = list is { } found ? [.. found.Integers.Select(part => (ulong)part)] : [];
            return key.Length == 2
                ? HashKernel(node, text => KeyedHash.Of(key[0], key[1], text.Span))
                : throw OperationException.InvalidArgument("Key must have 2 elements");
        });
    }

    private static ActionKernel LengthKernel(bool isUtf8) => new(context => SimpleTextOperations.Length(context, isUtf8));

    private static ActionKernel EncodeKernel(bool isPadded) => new(context => SimpleTextOperations.EncodeBase64(context, isPadded));

    private static ActionKernel RawKernel(KernelNode node, Action<KernelContext, DataType, bool> run)
    {
        var type = node.Type("out_type");
        bool isLittleEndian = node.Flag("little_endian");
        return new ActionKernel(context => run(context, type, isLittleEndian));
    }

    private static ActionKernel ParseKernel(DataType type) => new(context => TensorTextOperations.Parse(context, type));

    private static ActionKernel NumberKernel(DataType type) => new(type switch
    {
        DataType.Float => context => NumberTextOperations.Parse<float>(context, NumberParser.TryParseFloat),
        DataType.Double => context => NumberTextOperations.Parse<double>(context, NumberParser.TryParseFloat),
        DataType.Int32 => context => NumberTextOperations.Parse<int>(context, NumberParser.TryParseInteger),
        _ => context => NumberTextOperations.Parse<long>(context, NumberParser.TryParseInteger),
    });

    private static ActionKernel FingerprintKernel(DataType type) => new(context => FingerprintOperation.Run(context, type));

    private static ActionKernel HashKernel(KernelNode node, Func<ReadOnlyMemory<byte>, ulong> hash)
    {
        long buckets = node.Integer("num_buckets");
        return buckets > 0
            ? new ActionKernel(context => SimpleTextOperations.HashBucket(context, (ulong)buckets, hash))
            : throw OperationException.InvalidArgument($"The attribute 'num_buckets' of {node.Operation} is {buckets}; it must be at least 1.");
    }

    private static bool Utf8(KernelNode node) => node.Text("unit") switch
    {
        "BYTE" => false,
        "UTF8_CHAR" => true,
        var unit => throw OperationException.InvalidArgument($"The attribute 'unit' of {node.Operation} is '{unit}'; expected BYTE or UTF8_CHAR."),
    };
}
