using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Pictures, tensors and sparse tensors as bytes.</summary>
internal sealed class CodecCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (int channels in new[] { 1, 3 })
        {
            AddJpeg(channels);
        }

        foreach (int channels in new[] { 1, 2, 3, 4 })
        {
            AddPng(channels);
        }

        foreach (string operation in new[] { "DecodePng", "DecodeJpeg", "DecodeImage", "DecodeBmp", "DecodeGif", "ExtractJpegShape" })
        {
            Add(operation, [Text("")]);
            Add(operation, [Text("no picture")]);
            Add(operation, [Value.Of([], [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10])]);
            Add(operation, [Value.Of([], [0xFF, 0xD8, 0xFF, 0xE0, 0, 16])]);
            Add(operation, [Texts("a", "b")]);
        }

        Add("DecodeBmp", [Value.Of([], Bitmap())]);
        Add("DecodeImage", [Value.Of([], Bitmap())]);
        foreach (var type in AllTypes)
        {
            AddTensors(type);
        }
    }

    private void AddJpeg(int channels)
    {
        // A smooth picture, as photographs are: neighbouring levels differ by little.
        var picture = Value.Of(DataType.UInt8, [13, 18, channels], [.. Enumerable.Range(0, 13 * 18 * channels).Select(i => 128 + (100 * Math.Sin(i / (9.0 * channels)) * Math.Cos(i / 71.0)))]);
        foreach (int quality in new[] { 95, 60, 10 })
        {
            Add("EncodeJpeg", [picture], ("quality", quality));
            OverJpeg("DecodeJpeg", picture, quality, (graph, bytes) => graph.Node("DecodeJpeg", [bytes]));
            OverJpeg("DecodeImage", picture, quality, (graph, bytes) => graph.Node("DecodeImage", [bytes], ("channels", 3), ("dtype", DataType.Float)));
        }

        foreach (int ratio in new[] { 2, 4, 8 })
        {
            OverJpeg("DecodeJpeg", picture, 95, (graph, bytes) => graph.Node("DecodeJpeg", [bytes], ("ratio", ratio)));
        }

        foreach (int asked in new[] { 1, 3, 4 })
        {
            OverJpeg("DecodeJpeg", picture, 95, (graph, bytes) => graph.Node("DecodeJpeg", [bytes], ("channels", asked)));
        }

        OverJpeg("DecodeJpeg", picture, 95, (graph, bytes) => graph.Node("DecodeJpeg", [bytes], ("fancy_upscaling", false)));
        OverJpeg("DecodeJpeg", picture, 95, (graph, bytes) => graph.Node("DecodeJpeg", [bytes], ("dct_method", "INTEGER_ACCURATE")));
        OverJpeg("DecodeAndCropJpeg", picture, 95, (graph, bytes) => graph.Node("DecodeAndCropJpeg", [bytes, Ints(2, 3, 5, 7)]));
        OverJpeg("DecodeAndCropJpeg", picture, 95, (graph, bytes) => graph.Node("DecodeAndCropJpeg", [bytes, Ints(2, 3, 50, 7)]));
        OverJpeg("ExtractJpegShape", picture, 95, (graph, bytes) => graph.Node("ExtractJpegShape", [bytes]));
        Add("EncodeJpeg", [picture], ("chroma_downsampling", false));
        Add("EncodeJpegVariableQuality", [picture, Int(50)]);
        Add("EncodeJpegVariableQuality", [picture, Int(101)]);
    }

    private void AddPng(int channels)
    {
        foreach (var type in new[] { DataType.UInt8, DataType.UInt16 })
        {
            var picture = Between(type, 0, type == DataType.UInt8 ? 256 : 65536, 7, 5, channels);
            foreach (int asked in new[] { 0, 1, 3, 4 })
            {
                foreach (var result in new[] { DataType.UInt8, DataType.UInt16 })
                {
                    OverPng("DecodePng", picture, (graph, bytes) => graph.Node("DecodePng", [bytes], ("channels", asked), ("dtype", result)));
                    OverPng("DecodeImage", picture, (graph, bytes) => graph.Node("DecodeImage", [bytes], ("channels", asked), ("dtype", result)));
                }
            }

            OverPng("DecodeJpeg", picture, (graph, bytes) => graph.Node("DecodeJpeg", [bytes]));
            OverPng("DecodeBmp", picture, (graph, bytes) => graph.Node("DecodeBmp", [bytes]));
        }
    }

    private void AddTensors(DataType type)
    {
        foreach (var value in new[] { Random(type, 2, 3), Random(type, []), Empty(type, 0, 2) })
        {
            var graph = new CaseGraph();
            Add("ParseTensor", graph, graph.Node("ParseTensor", [graph.Node("SerializeTensor", [value])[0]], ("out_type", type)));
            Add("SerializeTensor", [value]);
        }

        Add("ParseTensor", [Text("no tensor")], ("out_type", type));
        var sparse = new CaseGraph();
        var text = sparse.Node("SerializeSparse", [Value.Of(DataType.Int64, [2, 2], [0, 1, 2, 0]), Random(type, 2), Longs(3, 2)])[0];
        Add("DeserializeSparse", sparse, sparse.Node("DeserializeSparse", [text], ("dtype", type)));
        var many = new CaseGraph();
        var texts = many.Node("SerializeManySparse", [Value.Of(DataType.Int64, [2, 2], [0, 1, 2, 0]), Random(type, 2), Longs(3, 2)])[0];
        Add("DeserializeManySparse", many, many.Node("DeserializeManySparse", [texts], ("dtype", type)));
    }

    private void OverJpeg(string operation, Value picture, int quality, Func<CaseGraph, Output, Output[]> use)
    {
        var graph = new CaseGraph();
        Add(operation, graph, use(graph, graph.Node("EncodeJpeg", [picture], ("quality", quality))[0]));
    }

    private void OverPng(string operation, Value picture, Func<CaseGraph, Output, Output[]> use)
    {
        var graph = new CaseGraph();
        Add(operation, graph, use(graph, graph.Node("EncodePng", [picture])[0]));
    }

    // Two rows of three pixels of 24 bits, the last row first, each row filled up to four bytes.
    private static byte[] Bitmap()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("BM"u8);
        writer.Write(54 + 24);
        writer.Write(0);
        writer.Write(54);
        writer.Write(40);
        writer.Write(3);
        writer.Write(2);
        writer.Write((short)1);
        writer.Write((short)24);
        writer.Write(new byte[24]);
        for (int i = 0; i < 24; i++)
        {
            writer.Write((byte)(i * 10));
        }

        return bytes.ToArray();
    }
}
