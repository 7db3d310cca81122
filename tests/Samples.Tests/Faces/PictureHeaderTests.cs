using FacePipeline.Faces;
using TypedModels.Tests.Pictures;

namespace TypedModels.Tests.Faces;

public class PictureHeaderTests
{
    private static readonly byte[] s_jpeg =
    [
        0xFF, 0xD8, // start of image
        0xFF, 0xE0, 0x00, 0x10, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, // application segment of 16 bytes
        0xFF, 0xFF, // fill byte
        0xC2, 0x00, 0x0B, 0x08, 0x01, 0x02, 0x03, 0x04, 0x01, 0x01, 0x11, 0x00, // progressive frame: 0x0102 rows of 0x0304
    ];

    public static TheoryData<string, byte[], long, long> Pictures => new()
    {
        { "image/png", GrayPng.Write(new byte[3, 5]), 5, 3 },
        { "image/jpeg", s_jpeg, 0x0304, 0x0102 },
        { "image/gif", [.. "GIF89a"u8, 0x40, 0x01, 0xC8, 0x00], 320, 200 },
        { "image/bmp", [.. "BM"u8, .. new byte[16], 7, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF], 7, 2 },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void SaysWhatAPictureIsAndHowLarge(string mediaType, byte[] file, long width, long height) =>
        Assert.Equal(new PictureHeader(mediaType, width, height), PictureHeader.Read(file));

    [Theory]
    [MemberData(nameof(Pictures))]
    public void APictureThatIsCutShortHasItsSizeOrNone(string mediaType, byte[] file, long width, long height)
    {
        for (int length = 0; length < file.Length; length++)
        {
            var header = PictureHeader.Read(file.AsSpan(0, length));

            Assert.Contains(header.MediaType, new[] { mediaType, "application/octet-stream" });
            Assert.Contains((header.Width, header.Height), new[] { (0L, 0L), (width, height) });
        }
    }

    [Fact]
    public void AFileThatIsNoPictureHasNoSize() => Assert.Equal(new PictureHeader("application/octet-stream"), PictureHeader.Read("# Notes"u8));

    [Fact]
    public void APictureThatClaimsMorePixelsThanThereAreNumbersIsRefused()
    {
        byte[] file = GrayPng.Write(new byte[1, 1]);
        file.AsSpan(16, 8).Fill(0xFF);

        var error = Assert.Throws<FacePipeline.PipelineException>(() => Picture.From("bomb.png", file));

        Assert.Contains("'bomb.png' has 4294967295 x 4294967295 pixels", error.Message, StringComparison.Ordinal);
    }
}
