using System.Globalization;
using TypedModels.Formats;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Tests.Hdf5;

/// <summary>Groups and links as old and new versions of HDF5 store them.</summary>
public sealed class Hdf5GroupTests
{
    public static TheoryData<string, int> Versions => new() { { "groups_earliest", 300 }, { "groups_latest", 120 } };

    [Theory, MemberData(nameof(Versions))]
    public void ALargeGroupIsListedAndEachChildIsFound(string version, int count)
    {
        using var file = Fixture.Open(version);
        var large = file.Root.FindGroup("large")!;
        var names = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"layer_{i:d3}")).ToArray();

        Assert.Equal(names, large.Names);
        Assert.All(names, name => Assert.Equal(["kernel"], large.FindGroup(name)!.Names));
        Assert.Null(large.Find("layer"));
        Assert.Null(large.Find("layer_999"));
        Assert.Null(large.Find("a"));
        Assert.Null(large.Find("z"));
        Assert.Equal([0, 1, 2], Fixture.Read<int>(file, "large/layer_007/kernel"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void PathsStartAtTheGroupOrAtTheRoot(string version, int count)
    {
        using var file = Fixture.Open(version);
        var a = file.Root.FindGroup("a")!;

        Assert.Equal("/a/b/c", a.Find("b/c")!.Path);
        Assert.Equal("/a/b/c", a.Find("/a/b/c")!.Path);
        Assert.Equal("/a/b/c", a.Find("./b//c/")!.Path);
        Assert.Equal(count, a.FindGroup("/large")!.Names.Count);
        Assert.Null(a.Find("b/c/d"));
        Assert.Same(file.Root, a.Find("/"));
        Assert.Empty(file.Root.FindGroup("empty")!.Names);
    }

    [Theory, MemberData(nameof(Versions))]
    public void SoftLinksAreFollowedAndCirclesRefused(string version, int count)
    {
        using var file = Fixture.Open(version);

        Assert.Equal([0, 1, 2], Fixture.Read<int>(file, "a/soft"));
        Assert.Equal([0, 1, 2], Fixture.Read<int>(file, "a/absolute/c"));
        Assert.Null(file.Root.Find("a/dangling"));
        var circle = Assert.Throws<ModelFormatException>(() => file.Root.Find("a/circle"));
        Assert.Contains("in a circle", circle.Message, StringComparison.Ordinal);
        Assert.True(count > 0);
    }

    [Theory, MemberData(nameof(Versions))]
    public void AGroupThatContainsItselfIsKnownByItsAddress(string version, int count)
    {
        using var file = Fixture.Open(version);
        var a = file.Root.FindGroup("a")!;

        Assert.Equal(a.Address, file.Root.Find("a/b/parent/b/parent")!.Address);
        Assert.True(count > 0);
    }

    [Theory, MemberData(nameof(Versions))]
    public void ABackslashIsPartOfAName(string version, int count)
    {
        using var file = Fixture.Open(version);

        Assert.Equal(["a", "empty", "large", @"layers\dense"], file.Root.Names);
        Assert.Equal([0, 1, 2], Fixture.Read<int>(file, @"layers\dense/c"));
        Assert.True(count > 0);
    }

    [Theory, MemberData(nameof(Versions))]
    public void ManyAttributesAreRead(string version, int count)
    {
        using var file = Fixture.Open(version);
        var attributes = file.Root.FindGroup("a")!.Attributes;
        var bytes = new byte[sizeof(long)];

        Assert.Equal(20, attributes.Names.Count);
        for (int i = 0; i < 20; i++)
        {
            attributes.Find(string.Create(CultureInfo.InvariantCulture, $"attribute_{i:d2}"))!.Read(bytes);
            Assert.Equal(i, BitConverter.ToInt64(bytes));
        }

        Assert.Equal(new string('x', 3000), file.Root.Find("a/b")!.Attributes.Text("after"));
        Assert.True(count > 0);
    }

    [Fact]
    public void ALinkIntoAnotherFileIsRefusedWhenItIsFollowed()
    {
        using var file = Fixture.Open("refused");

        Assert.Contains("elsewhere", file.Root.Names);
        var refused = Assert.Throws<ModelFormatException>(() => file.Root.Find("elsewhere"));
        Assert.Contains("'other.h5'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user_block")]
    [InlineData("user_block_latest")]
    public void AFileMayStartWithAnotherBlock(string name)
    {
        using var file = Fixture.Open(name);
        byte[] bytes = Fixture.Bytes(name);

        Assert.False(Hdf5File.IsOne(bytes));
        Assert.True(Hdf5File.IsOne(bytes.AsSpan(1024)));
        Assert.Equal([0, 1, 2], Fixture.Read<int>(file, "a"));
    }

    [Fact]
    public void WhatIsNoHdf5IsRefused()
    {
        Assert.Equal(ExtractionError.OtherForm, Assert.Throws<ModelFormatException>(() => Fixture.Open("text", new byte[5000])).Problem.Error);
        Assert.Equal(ExtractionError.Empty, Assert.Throws<ModelFormatException>(() => Fixture.Open("empty", [])).Problem.Error);
        Assert.Equal(ExtractionError.NotFound, Assert.Throws<ModelFormatException>(() => Hdf5File.Open("nowhere.h5")).Problem.Error);
    }
}
