using TypedModels.Engine.Compute.Codecs;
using TypedModels.Engine.Compute.Codecs.Png;

namespace TypedModels.Engine.Tests.Codecs;

public sealed class PngEncoderTests
{
    [Theory]
    [InlineData(1, -1)]
    [InlineData(2, 0)]
    [InlineData(3, 6)]
    [InlineData(4, 9)]
    public void BytesComeBackAsTheyWere(int channels, int compression)
    {
        var pixels = new byte[13 * 7 * channels];
        new Random(channels).NextBytes(pixels);

        byte[] file = PngEncoder.Encode(pixels, 13, 7, channels, compression);

        var decoder = new PngDecoder(file, 0, wide: false);
        var read = new byte[pixels.Length];
        decoder.Decode(read);
        Assert.Equal((13, 7, channels), (decoder.Height, decoder.Width, decoder.Channels));
        Assert.Equal(pixels, read);
        Assert.Equal(ImageFormat.Png, ImageFormats.Detect(file));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void SixteenBitsComeBackAsTheyWere(int channels)
    {
        var random = new Random(channels);
        ushort[] pixels = [.. Enumerable.Range(0, 5 * 9 * channels).Select(_ => (ushort)random.Next(65536))];

        byte[] file = PngEncoder.Encode(pixels, 5, 9, channels, -1);

        var read = new ushort[pixels.Length];
        new PngDecoder(file, channels, wide: true).Decode(read);
        Assert.Equal(pixels, read);
    }

    [Fact]
    public void TheCheckIsTheOneOfTheStandard()
        => Assert.Equal(0xCBF43926u, PngCrc.Compute("123456789"u8));
}
