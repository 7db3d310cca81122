using System.IO.Compression;
using TypedModels.Formats;
using TypedModels.Formats.Archives;

namespace TypedModels.Tests.Archives;

/// <summary>Archives as Keras and others write them, and such as nobody should read.</summary>
public sealed class ArchiveFileTests
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i % 7))];

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void WhatDotNetWritesIsRead(CompressionLevel level)
    {
        using var stream = new MemoryStream();
        using (var writer = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            writer.CreateEntry("folder/");
            using var entry = writer.CreateEntry("folder/config.json", level).Open();
            entry.Write(s_content);
        }

        using var archive = HandMadeArchive.Open(stream.ToArray());

        Assert.Equal(["folder/", "folder/config.json"], archive.Entries.Select(entry => entry.Name));
        Assert.Equal(s_content, archive.Find("folder/config.json")!.ReadAll(s_content.Length));
        Assert.Empty(archive.Find("folder/")!.ReadAll(0));
        Assert.Null(archive.Find("config.json"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnEntryIsReadByOffset(bool isDeflated)
    {
        using var archive = new HandMadeArchive().Add("other", [1, 2, 3]).Add("data", s_content, isDeflated).Open();
        using var source = archive.Find("data")!.Open();
        var read = new byte[100];
        source.Read(1000, read);

        Assert.Equal(s_content.AsSpan(1000, 100).ToArray(), read);
        Assert.Equal(s_content.Length, source.Length);
        Assert.Equal("model.keras, data", source.Name);
        Assert.Throws<ModelFormatException>(() => source.Read(2950, read));
        Assert.Throws<ModelFormatException>(() => source.Read(-1, read));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LargeNumbersAreRead(bool isOfEntriesOnly)
    {
        using var archive = new HandMadeArchive { IsZip64 = !isOfEntriesOnly }.Add("a", [1]).Add("data", s_content, isDeflated: true, isZip64: true).Open();

        Assert.Equal(s_content, archive.Find("data")!.ReadAll(s_content.Length));
    }

    [Fact]
    public void ACommentIsPassedOver()
    {
        using var archive = new HandMadeArchive { Comment = "made by hand"u8.ToArray() }.Add("data", s_content).Open();

        Assert.Single(archive.Entries);
    }

    [Fact]
    public void AnArchiveInACommentIsNotTakenForTheArchive()
    {
        byte[] inner = new HandMadeArchive().Add("inner", [1]).ToArray();
        var archive = new HandMadeArchive { Comment = inner }.Add("outer", [2]);

        Refuses(archive.ToArray(), "directory is damaged");
    }

    [Fact]
    public void NamesThatOccurTwiceAreRefused() => Refuses(new HandMadeArchive().Add("a", [1]).Add("a", [2]).ToArray(), "two entries 'a'");

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("\\server\\share")]
    [InlineData("C:\\file")]
    [InlineData("C:file")]
    [InlineData("../up")]
    [InlineData("a/../../up")]
    [InlineData("a\\..\\..\\up")]
    [InlineData("a/..")]
    [InlineData("")]
    [InlineData("a\0b")]
    public void NamesThatLeadElsewhereAreRefused(string name) => Refuses(new HandMadeArchive().Add(name, [1]).ToArray(), "which no entry of a model does");

    [Theory]
    [InlineData("a..b")]
    [InlineData("..a")]
    [InlineData("assets\\layers\\x.txt")]
    public void NamesThatOnlyLookSimilarAreRead(string name)
    {
        using var archive = new HandMadeArchive().Add(name, [1]).Open();

        Assert.NotNull(archive.Find(name));
    }

    [Fact]
    public void EncryptedEntriesAndOtherMethodsAreRefused()
    {
        Refuses(new HandMadeArchive().Add("a", [1], flags: 1).ToArray(), "encrypted");
        Refuses(new HandMadeArchive().Add("a", [1], method: 14).ToArray(), "method 14");
    }

    [Fact]
    public void EntriesThatShareBytesAreRefused()
    {
        Refuses(new HandMadeArchive().Add("a", s_content).Add("b", s_content, offset: 0, headName: "b").ToArray(), "lies in another entry");
        Refuses(new HandMadeArchive().Add("a", [1, 2, 3], length: 60, stored: 60).Add("b", s_content).ToArray(), "lies in another entry");
    }

    [Fact]
    public void EntriesThatDescribeThemselvesDifferentlyAreRefused()
    {
        Refuses(new HandMadeArchive().Add("a", s_content, headName: "b").ToArray(), "described differently");
        Refuses(new HandMadeArchive().Add("a", s_content, isDeflated: true, headLength: 5).ToArray(), "described differently");
        Refuses(new HandMadeArchive().Add("a", s_content, offset: 1).ToArray(), "described differently");
    }

    [Fact]
    public void EntriesOutsideTheFileAreRefused()
    {
        Refuses(new HandMadeArchive().Add("a", [1], length: 9000, stored: 9000).ToArray(), "the entries end at");
        Refuses(new HandMadeArchive().Add("a", [1], offset: 1 << 20).ToArray(), "the entries end at");
        Refuses(new HandMadeArchive().Add("a", [1, 2], length: 1).ToArray(), "stored as it is");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ADifferentChecksumIsRefused(bool isDeflated)
    {
        using var archive = new HandMadeArchive().Add("a", s_content, isDeflated, checksum: 5).Open();

        RefusesToRead(archive, "has the checksum");
    }

    [Theory]
    [InlineData(2999)]
    [InlineData(3001)]
    public void ALengthThatIsNotTrueIsRefused(uint length)
    {
        using var archive = new HandMadeArchive().Add("a", s_content, isDeflated: true, length: length).Open();

        RefusesToRead(archive, "does not inflate to");
    }

    [Fact]
    public void ABombTakesNoMemory()
    {
        byte[] bomb = HandMadeArchive.Deflate(new byte[64 << 20]);
        using var archive = new HandMadeArchive().Add("lies", [1, 2, 3], method: 8, length: 1 << 30).Add("bomb", bomb, method: 8, length: 1 << 20).Open();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ModelFormatException>(() => archive.Find("lies")!.ReadAll(int.MaxValue));
        Assert.Throws<ModelFormatException>(() => archive.Find("lies")!.Open());
        Assert.Throws<ModelFormatException>(() => archive.Find("bomb")!.ReadAll(int.MaxValue));
        Assert.Throws<ModelFormatException>(() => archive.Find("bomb")!.ReadAll(1000));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void WhatIsNoArchiveIsRefused()
    {
        Refuses([], "no directory");
        Refuses(new byte[100], "no directory");
        Assert.Equal(ExtractionError.NotFound, Assert.Throws<ModelFormatException>(() => ArchiveFile.Open("nowhere.keras")).Problem.Error);
        Assert.True(ArchiveFile.IsOne(new HandMadeArchive().Add("a", [1]).ToArray()));
        Assert.False(ArchiveFile.IsOne("PK"u8));
    }

    private static void Refuses(byte[] bytes, string reason)
    {
        var refused = Assert.Throws<ModelFormatException>(() => HandMadeArchive.Open(bytes));
        Assert.Equal("model.keras", refused.Problem.File);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private static void RefusesToRead(ArchiveFile archive, string reason) =>
        Assert.Contains(reason, Assert.Throws<ModelFormatException>(() => archive.Find("a")!.ReadAll(int.MaxValue)).Message, StringComparison.Ordinal);
}
