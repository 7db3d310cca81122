using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TypedModels.Engine.Compute.Codecs.Bmp;
using TypedModels.Engine.Compute.Codecs.Gif;
using TypedModels.Engine.Compute.Codecs.Jpeg;
using TypedModels.Engine.Compute.Codecs.Png;

namespace TypedModels.Engine.Tests.Codecs;

/// <summary>A file that TensorFlow decoded: which operation, with which attributes, and what came out.</summary>
internal sealed record RecordedPicture(string Name, string Operation, Dictionary<string, string> Attributes, string Shape, string Hash, byte[] Data)
{
    public static Dictionary<string, RecordedPicture> All { get; } = Read();

    public (string Shape, string Hash) Decode() => Operation switch
    {
        "DecodePng" => DecodePng(),
        "DecodeJpeg" or "DecodeAndCropJpeg" => DecodeJpeg(),
        "DecodeGif" => DecodeGif(),
        "DecodeBmp" => DecodeBmp(),
        _ => throw new InvalidDataException(Operation),
    };

    private static Dictionary<string, RecordedPicture> Read()
    {
        using var reader = new StreamReader(typeof(RecordedPicture).Assembly.GetManifestResourceStream("pictures")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(' ')).Select(parts =>
        {
            var attributes = parts[2] == "-" ? [] : parts[2].Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
            return new RecordedPicture(parts[0], parts[1], attributes, parts[3], parts[4], Convert.FromBase64String(parts[5]));
        }).ToDictionary(picture => picture.Name);
    }

    private (string, string) DecodePng()
    {
        bool wide = Attributes["dtype"] == "uint16";
        var decoder = new PngDecoder(Data, Number("channels"), wide);
        int count = decoder.Height * decoder.Width * decoder.Channels;
        var bytes = new byte[wide ? 2 * count : count];
        if (wide)
        {
            decoder.Decode(MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan()));
        }
        else
        {
            decoder.Decode(bytes);
        }

        return Answer(bytes, decoder.Height, decoder.Width, decoder.Channels);
    }

    private (string, string) DecodeJpeg()
    {
        var decoder = new JpegDecoder(Data, new JpegDecodeOptions
        {
            Channels = Number("channels"),
            Ratio = Attributes.ContainsKey("ratio") ? Number("ratio") : 1,
            FancyUpscaling = !Attributes.ContainsKey("fancy_upscaling"),
            Transform = Attributes.ContainsKey("dct_method") ? JpegTransform.Accurate : JpegTransform.Fast,
        });
        if (Attributes.TryGetValue("crop", out string? crop))
        {
            int[] window = [.. crop.Split(':').Select(int.Parse)];
            var part = new byte[window[2] * window[3] * decoder.Channels];
            decoder.Decode(part, window[0], window[1], window[2], window[3]);
            return Answer(part, window[2], window[3], decoder.Channels);
        }

        var pixels = new byte[decoder.Height * decoder.Width * decoder.Channels];
        decoder.Decode(pixels);
        return Answer(pixels, decoder.Height, decoder.Width, decoder.Channels);
    }

    private (string, string) DecodeGif()
    {
        using var decoder = new GifDecoder(Data, onlyFirst: false);
        var pixels = new byte[decoder.Frames * decoder.Height * decoder.Width * 3];
        decoder.Decode(pixels);
        return Answer(pixels, decoder.Frames, decoder.Height, decoder.Width, 3);
    }

    private (string, string) DecodeBmp()
    {
        var decoder = new BmpDecoder(Data, Number("channels"));
        var pixels = new byte[decoder.Height * decoder.Width * decoder.Channels];
        decoder.Decode(pixels);
        return Answer(pixels, decoder.Height, decoder.Width, decoder.Channels);
    }

    private int Number(string attribute) => Attributes.TryGetValue(attribute, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    private static (string, string) Answer(byte[] pixels, params int[] shape)
        => (string.Join(',', shape), Convert.ToHexStringLower(SHA256.HashData(pixels))[..16]);
}
