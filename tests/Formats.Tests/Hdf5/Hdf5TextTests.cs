using TypedModels.Formats;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Tests.Hdf5;

/// <summary>Texts of fixed and of any length, in datasets and in attributes.</summary>
public sealed class Hdf5TextTests
{
    public static TheoryData<string> Versions => ["texts_earliest", "texts_latest"];

    [Theory, MemberData(nameof(Versions))]
    public void TextsOfDatasetsAreRead(string version)
    {
        using var file = Fixture.Open(version);

        Assert.Equal(["one", "", "drei", "vierä"], Read(file, "variable"));
        Assert.Equal(["a", "bb", "ccc"], Read(file, "variable_chunked"));
        Assert.Equal(["ab", "abcd", ""], Read(file, "zero_padded"));
        Assert.Equal(["ab", "q c   "], Read(file, "zero_ended"));
        Assert.Equal(["ab", "q c"], Read(file, "space_padded"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void TextsOfAttributesAreRead(string version)
    {
        using var file = Fixture.Open(version);
        var attributes = file.Root.Attributes;

        Assert.Equal("one text", attributes.Text("text"));
        Assert.Equal("fixed", attributes.Text("fixed_text"));
        Assert.Equal(["dense/kernel:0", "dense/bias:0"], attributes.Texts("texts"));
        Assert.Equal(["kernel", "bias"], attributes.Texts("fixed_texts"));
        Assert.Null(attributes.Text("missing"));
        Assert.Null(attributes.Texts("missing"));
        Assert.Contains("no_texts", attributes.Names);
    }

    [Theory, MemberData(nameof(Versions))]
    public void AnEmptyListOfNamesIsEmptyThoughItsTypeIsNumbers(string version)
    {
        using var file = Fixture.Open(version);

        Assert.Equal(DataType.Double, file.Root.Attributes.Find("no_texts")!.DataType);
        Assert.Empty(file.Root.Attributes.Texts("no_texts")!);
        Assert.Null(file.Root.Attributes.Text("no_texts"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void NumbersOfAttributesAreRead(string version)
    {
        using var file = Fixture.Open(version);
        var number = file.Root.Attributes.Find("number")!;
        var bytes = new byte[sizeof(long)];
        number.Read(bytes);

        Assert.Equal(-5, BitConverter.ToInt64(bytes));
        file.Root.Attributes.Find("numbers")!.Read(bytes);
        Assert.Equal(2.5f, BitConverter.ToSingle(bytes, sizeof(float)));
        Assert.Equal(DataType.Bool, file.Root.Attributes.Find("truth")!.DataType);
        Assert.Equal(0, file.Root.Attributes.Find("empty")!.ElementCount);
    }

    [Theory, MemberData(nameof(Versions))]
    public void WhatIsNoTextOrNotOneIsRefused(string version)
    {
        using var file = Fixture.Open(version);

        var several = Assert.Throws<ModelFormatException>(() => file.Root.Attributes.Text("texts"));
        var number = Assert.Throws<ModelFormatException>(() => file.Root.Attributes.Texts("number"));
        Assert.Throws<ModelFormatException>(() => file.Root.FindDataset("variable")!.Read(new byte[64]));

        Assert.Contains("'/@texts': 2 texts are stored", several.Message, StringComparison.Ordinal);
        Assert.Contains("64-bit signed integers, not texts", number.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AttributesThatTheHeaderHasNoRoomForAreRead()
    {
        using var file = Fixture.Open("long_attributes");

        var texts = file.Root.Attributes.Texts("long")!;
        Assert.Equal(700, texts.Count);
        Assert.All(texts, text => Assert.Equal(new string('n', 100), text));
        Assert.Equal(30, file.Root.Attributes.Texts("middle")!.Count);
    }

    private static string[] Read(Hdf5File file, string name) => Fixture.Texts(file.Root.FindDataset(name)!.ReadTexts());
}
