using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using TypedModels.Engine.Compute.Codecs;
using TypedModels.Engine.Compute.Codecs.Bmp;
using TypedModels.Engine.Compute.Codecs.Gif;
using TypedModels.Engine.Compute.Codecs.Jpeg;
using TypedModels.Engine.Compute.Codecs.Png;

namespace TypedModels.Engine.Tests.Codecs;

/// <summary>Damaged pictures are decoded or refused, within their means. <c>TYPEDMODELS_FUZZ_CASES</c> sets how many are tried.</summary>
public sealed class PictureDamageTests
{
    private static readonly int s_cases = int.Parse(Environment.GetEnvironmentVariable("TYPEDMODELS_FUZZ_CASES") ?? "4000", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("DecodePng")]
    [InlineData("DecodeJpeg")]
    [InlineData("DecodeGif")]
    [InlineData("DecodeBmp")]
    public void DamagedPicturesAreDecodedOrRefusedInTime(string operation)
    {
        byte[][] seeds = [.. RecordedPicture.All.Values.Where(picture => picture.Operation == operation).Select(picture => picture.Data).DistinctBy(data => Convert.ToBase64String(data))];
        int refused = 0;
        for (int i = 0; i < s_cases; i++)
        {
            var random = new Random(i);
            byte[] data = Damage(seeds[random.Next(seeds.Length)], random);
            var watch = Stopwatch.StartNew();
            refused += Decodes(data, operation, random.Next(2) == 0) ? 0 : 1;

            Assert.True(watch.ElapsedMilliseconds < 2000, $"Case {i} took {watch.ElapsedMilliseconds} ms.");
        }

        Assert.InRange(refused, 1, s_cases - 1);
    }

    [Fact]
    public void ALargePictureInASmallFileIsRefusedBeforeMemoryIsTaken()
    {
        byte[] png = [.. RecordedPicture.All["png-type-2-bits-8-plain-channels-0-uint8"].Data];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 20_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 20_000);
        RepairChecks(png);
        byte[] jpeg = [.. RecordedPicture.All["color-420-channels-0"].Data];
        int frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xff, JpegMarker.BaselineFrame]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 10_000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 10_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<CodecException>(() => new PngDecoder(png, 3, wide: false).Decode(new byte[16]));
        Assert.Throws<CodecException>(() => new JpegDecoder(jpeg, new JpegDecodeOptions()));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static bool Decodes(byte[] data, string operation, bool option)
    {
        try
        {
            switch (operation)
            {
                case "DecodePng":
                    var png = new PngDecoder(data, option ? 0 : 1, wide: false);
                    if ((long)png.Height * png.Width <= 1 << 22)
                    {
                        png.Decode(new byte[png.Height * png.Width * png.Channels]);
                    }

                    break;
                case "DecodeJpeg":
                    var jpeg = new JpegDecoder(data, new JpegDecodeOptions { RecoverTruncated = option, Ratio = option ? 2 : 1 });
                    if ((long)jpeg.Height * jpeg.Width <= 1 << 22)
                    {
                        jpeg.Decode(new byte[jpeg.Height * jpeg.Width * jpeg.Channels]);
                    }

                    break;
                case "DecodeGif":
                    DecodeGif(data, option);
                    break;
                default:
                    var bmp = new BmpDecoder(data, option ? 0 : 3);
                    bmp.Decode(new byte[bmp.Height * bmp.Width * bmp.Channels]);
                    break;
            }

            return true;
        }
        catch (CodecException)
        {
            return false;
        }
    }

    private static void DecodeGif(byte[] data, bool onlyFirst)
    {
        using var gif = new GifDecoder(data, onlyFirst);
        if ((long)gif.Frames * gif.Height * gif.Width <= 1 << 22)
        {
            gif.Decode(new byte[gif.Frames * gif.Height * gif.Width * 3]);
        }
    }

    private static byte[] Damage(byte[] seed, Random random)
    {
        byte[] data = random.Next(5) == 0 ? seed[..random.Next(2, seed.Length)] : [.. seed];
        for (int changes = random.Next(1, 8); changes > 0; changes--)
        {
            ref byte place = ref data[random.Next(data.Length)];
            place = random.Next(4) switch { 0 => 0, 1 => 0xff, 2 => (byte)(place ^ 1 << random.Next(8)), _ => (byte)random.Next(256) };
        }

        if (random.Next(3) > 0 && data.AsSpan().StartsWith(PngChunks.Signature))
        {
            RepairChecks(data);
        }

        return data;
    }

    private static void RepairChecks(Span<byte> png)
    {
        for (var rest = png[8..]; rest.Length >= 12;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
            {
                return;
            }

            BinaryPrimitives.WriteUInt32BigEndian(rest[((int)length + 8)..], PngCrc.Compute(rest.Slice(4, (int)length + 4)));
            rest = rest[((int)length + 12)..];
        }
    }
}
