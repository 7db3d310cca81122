using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Texts and what is encoded in them.</summary>
internal sealed class TextCases : CaseFamily
{
    private static readonly Value s_words = Texts("Hello World", "", "  padded\t", "naïve café", "a,b,,c", "x1y22z333", "日本語", "ÉTÉ ß Σς İ", "a\0b");

    protected override void AddCases()
    {
        foreach (string operation in new[] { "StringLower", "StringUpper" })
        {
            foreach (string encoding in new[] { "", "utf-8" })
            {
                AddOverTexts(operation, ("encoding", encoding));
            }
        }

        AddOverTexts("StringStrip");
        AddOverTexts("StringLength");
        AddOverTexts("StringLength", ("unit", "UTF8_CHAR"));
        AddSubstrings();
        AddJoins();
        AddSplits();
        AddPatterns();
        AddNumbers();
        AddHashes();
        AddUnicode();
        AddRaw();
    }

    private void AddOverTexts(string operation, params (string, object)[] attributes)
    {
        Add(operation, [s_words], attributes);
        Add(operation, [Edges(DataType.String)], attributes);
        Add(operation, [Text("Scalar É")], attributes);
        Add(operation, [Empty(DataType.String, 2, 0)], attributes);
        Add(operation, [Texts("a", "B", "c", "D").As(2, 2)], attributes);
    }

    private void AddSubstrings()
    {
        foreach (string unit in new[] { "BYTE", "UTF8_CHAR" })
        {
            foreach (var (position, length) in new[] { (1, 3), (-3, 2), (0, 0), (0, 100), (2, 1) })
            {
                Add("Substr", [Texts("abcdef", "abc", "naïve", "日本語"), Int(position), Int(length)], ("unit", unit));
            }

            Add("Substr", [Texts("abcdef", "abc"), Longs(1, 0), Longs(2, 3)], ("unit", unit));
            Add("Substr", [Texts("abcdef", "abc"), Ints(0, 1, 2).As(3, 1), Ints(1, 1, 1).As(3, 1)], ("unit", unit));
            Add("Substr", [Text("abcdef"), Ints(0, 1, 2), Ints(1, 2, 3)], ("unit", unit));
            Add("Substr", [Texts("ab"), Int(3), Int(1)], ("unit", unit));
            Add("Substr", [Texts("ab"), Int(-3), Int(1)], ("unit", unit));
            Add("Substr", [Texts("ab"), Int(0), Int(-1)], ("unit", unit));
            Add("Substr", [Texts("ab", "cd"), Ints(0), Ints(1, 2)], ("unit", unit));
            Add("Substr", [Empty(DataType.String, 0), Int(0), Int(1)], ("unit", unit));
            Add("Substr", [Edges(DataType.String), Int(0), Int(1)], ("unit", unit));
        }
    }

    private void AddJoins()
    {
        foreach (string separator in new[] { "", "-", "é" })
        {
            Add("StringJoin", [new[] { Texts("a", "b"), Texts("c", ""), Texts("e", "f") }], ("separator", separator));
            Add("StringJoin", [new[] { Texts("a", "b"), Text("x") }], ("separator", separator));
            foreach (var axes in new[] { Ints(0), Ints(1), Ints(-1), Ints(0, 1), Ints(1, 0), Int(1), Ints() })
            {
                Add("ReduceJoin", [Texts("a", "b", "c", "d").As(2, 2), axes], ("separator", separator));
                Add("ReduceJoin", [Texts("a", "b", "c", "d", "e", "f").As(2, 3), axes], ("separator", separator), ("keep_dims", true));
            }
        }

        Add("StringJoin", [new[] { Texts("a", "b"), Texts("x") }]);
        Add("StringJoin", [new[] { Texts("a", "b") }]);
        Add("ReduceJoin", [Empty(DataType.String, 0, 2), Ints(0)]);
        Add("ReduceJoin", [Texts("a"), Ints(1)]);
        Add("ReduceJoin", [Texts("a", "b").As(1, 2), Ints(0, 0)]);
        Add("ReduceJoin", [Text("a"), Ints()]);
        foreach (var index in IndexTypes)
        {
            Add("UnsortedSegmentJoin", [Texts("a", "b", "c", "d"), Vector(index, 1, 0, 1, 1), Scalar(index, 3)], ("separator", ":"));
        }

        Add("UnsortedSegmentJoin", [Texts("a", "b", "c", "d").As(2, 2), Ints(1, 0), Int(2)]);
        Add("UnsortedSegmentJoin", [Texts("a", "b"), Ints(1, 2), Int(2)]);
        Add("UnsortedSegmentJoin", [Texts("a", "b"), Ints(1, -1), Int(2)]);
        Add("StringFormat", [new[] { Ints(1, 2), Texts("a", "b") }], ("template", "x %s y %s"), ("placeholder", "%s"));
        Add("StringFormat", [new[] { Vector(DataType.Float, 1.5, 2, 1e10, double.NaN) }], ("template", "{}"), ("placeholder", "{}"));
        Add("StringFormat", [new[] { Count(DataType.Int32, 10) }], ("template", "{}"), ("placeholder", "{}"), ("summarize", 2));
        Add("StringFormat", [new[] { Count(DataType.Int32, 3, 3) }], ("template", "{}"), ("placeholder", "{}"), ("summarize", -1));
        Add("StringFormat", [new[] { Bools(true, false) }], ("template", "{}"), ("placeholder", "{}"));
        Add("StringFormat", [new[] { Int(5) }], ("template", "{} {}"), ("placeholder", "{}"));
        Add("StringFormat", [new[] { Text("a\"b") }], ("template", "{}"), ("placeholder", "{}"));
        Add("StringNGrams", [Texts("a", "b", "c", "d", "e"), Longs(0, 3, 3, 5)], ("separator", "|"), ("ngram_widths", new[] { 2 }), ("left_pad", ""), ("right_pad", ""), ("pad_width", 0), ("preserve_short_sequences", false));
        Add("StringNGrams", [Texts("a", "b", "c", "d", "e"), Ints(0, 3, 3, 5)], ("separator", "|"), ("ngram_widths", new[] { 3, 1 }), ("left_pad", "L"), ("right_pad", "R"), ("pad_width", -1), ("preserve_short_sequences", false));
        Add("StringNGrams", [Texts("a", "b", "c"), Longs(0, 1, 3)], ("separator", ""), ("ngram_widths", new[] { 4 }), ("left_pad", "L"), ("right_pad", "R"), ("pad_width", 1), ("preserve_short_sequences", true));
        Add("StringNGrams", [Texts("a", "b", "c"), Longs(0, 4)], ("separator", ""), ("ngram_widths", new[] { 2 }), ("left_pad", ""), ("right_pad", ""), ("pad_width", 0), ("preserve_short_sequences", false));
        Add("StringNGrams", [Texts("a", "b", "c"), Longs(0, 2, 1)], ("separator", ""), ("ngram_widths", new[] { 2 }), ("left_pad", ""), ("right_pad", ""), ("pad_width", 0), ("preserve_short_sequences", false));
    }

    private void AddSplits()
    {
        var lines = Texts("a b  c", "", " x", "one", "a,b,,c", "tab\there", ",");
        foreach (string separator in new[] { "", " ", ",", ", ", "b" })
        {
            foreach (int most in new[] { -1, 0, 1, 2 })
            {
                Add("StringSplitV2", [lines, Text(separator)], ("maxsplit", most));
            }

            foreach (bool skips in new[] { false, true })
            {
                Add("StringSplit", [lines, Text(separator)], ("skip_empty", skips));
            }
        }

        Add("StringSplitV2", [Empty(DataType.String, 0), Text("")]);
        Add("StringSplitV2", [Edges(DataType.String), Text("")]);
        Add("StringSplitV2", [Text("a b"), Text("")]);
        Add("StringSplitV2", [Texts("a b"), Texts(" ", ",")]);
        Add("DecodeCSV", [Texts("1,2.5,a", "3,,\"q,r\"", "4,1,"), new[] { Ints(0), Vector(DataType.Float, 0.5), Texts("none") }]);
        Add("DecodeCSV", [Texts("1;2;3"), new[] { Longs(0), Longs(), Longs(9) }], ("field_delim", ";"));
        Add("DecodeCSV", [Texts("1,NA"), new[] { Ints(7), Ints(8) }], ("na_value", "NA"));
        Add("DecodeCSV", [Texts("1,2,3"), new[] { Ints(7), Ints(8) }], ("select_cols", new[] { 0, 2 }));
        Add("DecodeCSV", [Texts("\"a\"\"b\",c"), new[] { Texts("x"), Texts("y") }]);
        Add("DecodeCSV", [Texts("\"a\",c"), new[] { Texts("x"), Texts("y") }], ("use_quote_delim", false));
        Add("DecodeCSV", [Texts("1,2"), new[] { Ints(0) }]);
        Add("DecodeCSV", [Texts("1,"), new[] { Ints(0), Ints() }]);
        Add("DecodeCSV", [Texts("x"), new[] { Ints(0) }]);
        Add("DecodeCSV", [Texts("99999999999"), new[] { Ints(0) }]);
        Add("DecodeCSV", [Text("1,2"), new[] { Vector(DataType.Double, 0), Vector(DataType.Double, 0) }]);
    }

    private void AddPatterns()
    {
        foreach (string pattern in new[] { "[a-z0-9]+", ".*", "", "(a|b)*", "^x", "é", @"\p{L}+", @"\d+|\s", "(?i)HELLO world", "a.b", "[^a]*", "x{2,3}", @"\bW", "." })
        {
            Add("RegexFullMatch", [s_words, Text(pattern)]);
            Add("StaticRegexFullMatch", [s_words], ("pattern", pattern));
            foreach (bool all in new[] { false, true })
            {
                Add("RegexReplace", [s_words, Text(pattern), Text("<\\0>")], ("replace_global", all));
                Add("StaticRegexReplace", [s_words], ("pattern", pattern), ("rewrite", "_"), ("replace_global", all));
            }
        }

        Add("RegexReplace", [Texts("john smith"), Text(@"(\w+) (\w+)"), Text(@"\2, \1\\")]);
        Add("RegexReplace", [Texts("a"), Text("(a)"), Text(@"\2")]);
        Add("RegexReplace", [Texts("a"), Text("("), Text("b")]);
        Add("RegexReplace", [Edges(DataType.String), Text("."), Text("-")]);
        Add("RegexFullMatch", [Texts("a"), Text("(")]);
        Add("RegexFullMatch", [Empty(DataType.String, 0), Text("a")]);
        Add("StaticRegexReplace", [Texts("a")], ("pattern", "["), ("rewrite", "b"));
    }

    private void AddNumbers()
    {
        foreach (var type in Types("StringToNumber", "out_type"))
        {
            Add("StringToNumber", [type is DataType.Float or DataType.Double ? Texts("1.5", "-2e3", " 7 ", "inf", "-Infinity", "nan", "1e400", "1e-400", "0x10", "+3", ".5", "5.") : Texts("15", "-2", " 7 ", "+3", "0")], ("out_type", type));
            foreach (string wrong in new[] { "", "a", "1.5x", "1 2", "99999999999999999999", "--1", "1,5" })
            {
                Add("StringToNumber", [Texts(wrong)], ("out_type", type));
            }

            Add("StringToNumber", [Empty(DataType.String, 0)], ("out_type", type));
        }

        foreach (var type in Types("AsString"))
        {
            Add("AsString", [Edges(type)]);
            Add("AsString", [Random(type, 2, 3)], ("width", 12));
            Add("AsString", [Random(type, 2, 3)], ("width", 12), ("fill", "0"));
            Add("AsString", [Random(type, 2, 3)], ("width", 12), ("fill", "-"));
            Add("AsString", [Random(type, 2, 3)], ("width", 6), ("fill", "+"));
            Add("AsString", [Empty(type, 0)]);
            Add("AsString", [Random(type, 2, 3)], ("fill", "xx"));
            if (IsFloating(type) || IsComplex(type))
            {
                Add("AsString", [Edges(type)], ("precision", 3));
                Add("AsString", [Edges(type)], ("scientific", true));
                Add("AsString", [Edges(type)], ("shortest", true));
                Add("AsString", [Edges(type)], ("precision", 2), ("scientific", true), ("width", 14), ("fill", " "));
                Add("AsString", [Edges(type)], ("scientific", true), ("shortest", true));
            }
            else
            {
                Add("AsString", [Random(type, 2)], ("precision", 3));
                Add("AsString", [Random(type, 2)], ("scientific", true));
            }
        }
    }

    private void AddHashes()
    {
        foreach (int buckets in new[] { 1, 10, 1000, int.MaxValue })
        {
            foreach (var texts in new[] { s_words, Edges(DataType.String), Text("a"), Empty(DataType.String, 0), Texts(new string('x', 15), new string('y', 16), new string('z', 17), new string('w', 33), new string('v', 64), new string('u', 65), new string('t', 200)) })
            {
                Add("StringToHashBucketFast", [texts], ("num_buckets", buckets));
                Add("StringToHashBucket", [texts], ("num_buckets", buckets));
                Add("StringToHashBucketStrong", [texts], ("num_buckets", buckets), ("key", new[] { 1L, 2L }));
            }
        }

        Add("StringToHashBucketStrong", [Texts("a")], ("num_buckets", 5), ("key", new[] { 1L }));
        foreach (var type in AllTypes)
        {
            Add("Fingerprint", [Random(type, 3, 4), Text("farmhash64")]);
        }

        Add("Fingerprint", [Edges(DataType.String), Text("farmhash64")]);
        Add("Fingerprint", [Texts("a"), Text("md5")]);
        Add("Fingerprint", [Text("a"), Text("farmhash64")]);
        foreach (bool pads in new[] { false, true })
        {
            Add("EncodeBase64", [s_words], ("pad", pads));
            Add("EncodeBase64", [Edges(DataType.String)], ("pad", pads));
        }

        Add("DecodeBase64", [Texts("SGVsbG8", "eA", "eA==", "", "_-8=", "SGVsbG8gV29ybGQ")]);
        foreach (string wrong in new[] { "e", "a+b/", "eA=", "e A", "====", "é" })
        {
            Add("DecodeBase64", [Texts(wrong)]);
        }
    }

    private void AddUnicode()
    {
        byte[] broken = [0x61, 0xFF, 0x62, 0xE2, 0x82, 0x63, 0xF0, 0x9F];
        foreach (string errors in new[] { "replace", "ignore", "strict" })
        {
            foreach (bool controls in new[] { false, true })
            {
                foreach (string encoding in new[] { "UTF-8", "UTF-16-BE", "UTF-32-BE", "US-ASCII", "ISO-8859-1", "UTF-16-LE", "Windows-1252" })
                {
                    foreach (var texts in new[] { s_words, Value.Of([2], broken, Utf8("ok")) })
                    {
                        Add("UnicodeDecode", [texts], ("input_encoding", encoding), ("errors", errors), ("replace_control_characters", controls));
                        Add("UnicodeDecodeWithOffsets", [texts], ("input_encoding", encoding), ("errors", errors), ("replace_control_characters", controls));
                        Add("UnicodeTranscode", [texts], ("input_encoding", encoding), ("output_encoding", "UTF-8"), ("errors", errors), ("replace_control_characters", controls));
                    }
                }
            }

            foreach (string encoding in new[] { "UTF-8", "UTF-16-BE", "UTF-32-BE" })
            {
                Add("UnicodeTranscode", [s_words], ("input_encoding", "UTF-8"), ("output_encoding", encoding), ("errors", errors));
                Add("UnicodeEncode", [Ints(97, 233, 0x65E5, 0x1F389, 0), Longs(0, 2, 2, 5)], ("output_encoding", encoding), ("errors", errors));
                Add("UnicodeEncode", [Ints(97, 0xD800, 0x110000, -1, 98), Ints(0, 5)], ("output_encoding", encoding), ("errors", errors), ("replacement_char", 63));
            }
        }

        Add("UnicodeDecode", [Texts("a")], ("input_encoding", "nonsense"));
        Add("UnicodeEncode", [Ints(97, 98), Longs(0, 3)], ("output_encoding", "UTF-8"));
        Add("UnicodeEncode", [Ints(97, 98), Longs(1, 0, 2)], ("output_encoding", "UTF-8"));
        Add("UnicodeEncode", [Ints(), Longs(0)], ("output_encoding", "UTF-8"));
        Add("UnicodeScript", [Ints(97, 0x4E16, 0x3042, 0x416, 0x5D0, 0x20, 0x30, -1, 0x110000, 0xE9, 0x1F600, 0x378, 0x300)]);
    }

    private void AddRaw()
    {
        foreach (var type in Types("DecodeRaw", "out_type"))
        {
            foreach (bool little in new[] { false, true })
            {
                Add("DecodeRaw", [Value.Of([2], [.. Enumerable.Range(0, 32).Select(i => (byte)(type == DataType.Bool ? i & 1 : i * 7))], new byte[32])], ("out_type", type), ("little_endian", little));
            }

            Add("DecodeRaw", [Value.Of([], [1, 0, 1])], ("out_type", type));
            Add("DecodeRaw", [Value.Of([2], new byte[16], new byte[32])], ("out_type", type));
            Add("DecodeRaw", [Empty(DataType.String, 0)], ("out_type", type));
            Add("DecodeRaw", [Texts("", "")], ("out_type", type));
        }

        foreach (var type in Types("DecodePaddedRaw", "out_type"))
        {
            foreach (int length in new[] { 16, 32, 0, 5, -1 })
            {
                Add("DecodePaddedRaw", [Value.Of([3], [.. Enumerable.Range(0, 32).Select(i => (byte)(type == DataType.Bool ? i & 1 : i * 7))], [1, 0, 1], []), Int(length)], ("out_type", type));
            }
        }

        foreach (string kind in new[] { "", "ZLIB", "GZIP", "nonsense" })
        {
            Add("DecodeCompressed", [Texts("plain")], ("compression_type", kind));
        }
    }
}
