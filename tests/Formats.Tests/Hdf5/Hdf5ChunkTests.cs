namespace TypedModels.Tests.Hdf5;

/// <summary>Every index of chunks and every filter that is read.</summary>
public sealed class Hdf5ChunkTests
{
    private static readonly string[] s_full =
    [
        "plain", "single", "single_deflated", "deflated", "checked", "bounded", "growing", "growing_deflated", "growing_second", "growing_both", "growing_both_deflated", "early",
    ];

    public static TheoryData<string, string> FullDatasets => [.. from version in new[] { "earliest", "latest" } from name in s_full select (version, name)];

    [Theory, MemberData(nameof(FullDatasets))]
    public void ChunksComeTogether(string version, string name)
    {
        using var file = Fixture.Open("chunks_" + version);

        Assert.Equal(Enumerable.Range(0, 70), Fixture.Read<int>(file, name));
        Assert.Null(file.Root.FindDataset(name)!.Place);
    }

    [Theory]
    [InlineData("earliest")]
    [InlineData("latest")]
    public void ChunksOfBigEndianNumbersAreTurnedRound(string version)
    {
        using var file = Fixture.Open("chunks_" + version);

        Assert.Equal(Enumerable.Range(0, 70).Select(i => (double)i), Fixture.Read<double>(file, "big_endian"));
    }

    [Theory]
    [InlineData("earliest", "sparse")]
    [InlineData("earliest", "sparse_growing")]
    [InlineData("earliest", "sparse_growing_both")]
    [InlineData("latest", "sparse")]
    [InlineData("latest", "sparse_growing")]
    [InlineData("latest", "sparse_growing_both")]
    public void ChunksThatAreNotThereHaveTheFillValue(string version, string name)
    {
        using var file = Fixture.Open("chunks_" + version);

        var expected = Enumerable.Repeat(-1, 70).ToArray();
        expected[45] = 8;
        Assert.Equal(expected, Fixture.Read<int>(file, name));
    }

    [Theory]
    [InlineData("earliest")]
    [InlineData("latest")]
    public void ADatasetThatBecameSmallerIsReadAsItIs(string version)
    {
        using var file = Fixture.Open("chunks_" + version);

        Assert.Equal(Enumerable.Range(0, 70).Where(i => i < 50 && i % 10 < 6), Fixture.Read<int>(file, "shrunk"));
    }

    [Theory]
    [InlineData("earliest")]
    [InlineData("latest")]
    public void AFilterThatAChunkWentWithoutIsNotUndone(string version)
    {
        using var file = Fixture.Open("chunks_" + version);

        Assert.Equal(Enumerable.Range(0, 10), Fixture.Read<int>(file, "masked"));
    }

    [Theory]
    [InlineData("fixed_pages")]
    [InlineData("growing_pages")]
    [InlineData("deep_tree")]
    public void LongIndexesAreRead(string name)
    {
        using var file = Fixture.Open("many_chunks");
        var dataset = file.Root.FindDataset(name)!;

        Assert.Equal(Enumerable.Range(0, (int)dataset.ElementCount).Select(i => (byte)(i % 100)), Fixture.Read<byte>(dataset));
    }

    [Theory]
    [InlineData("sparse_pages", 4500)]
    [InlineData("sparse_growing_pages", 69000)]
    public void PagesThatWereNotWrittenHaveTheFillValue(string name, int written)
    {
        using var file = Fixture.Open("many_chunks");

        byte[] elements = Fixture.Read<byte>(file, name);
        Assert.Equal(1, elements[written]);
        elements[written] = 7;
        Assert.All(elements, element => Assert.Equal(7, element));
    }

    [Fact]
    public void NarrowAddressesAndLengthsAreRead()
    {
        using var file = Fixture.Open("narrow");

        Assert.Equal([0, 1, 2], Fixture.Read<int>(file, "a/b"));
        Assert.Equal(Enumerable.Range(0, 70), Fixture.Read<int>(file, "chunked"));
        Assert.Equal(["one", "two"], file.Root.Attributes.Texts("texts"));
    }
}
