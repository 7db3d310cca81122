namespace TypedModels.Tests;

public sealed class ContractTargetTests
{
    private const string Fingerprint = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private const string Text = $"""
        typedmodels contract 1
        model digits
        path models/digits
        target models/Numbers/digits
        tags serve
        operations
        fingerprint {Fingerprint}

        """;

    [Fact]
    public void TheTargetIsWhereTheApplicationFindsTheModel()
    {
        var document = ContractReader.Read(Text);

        Assert.Equal("models/digits", document.Path);
        Assert.Equal("models/Numbers/digits", document.Target);
        Assert.Equal("models/Numbers/digits", Assert.Single(document.TagSets).Path);
    }

    [Fact]
    public void WithoutATargetTheApplicationFindsTheModelAtItsPath()
    {
        var document = ContractReader.Read(Text.Replace("target models/Numbers/digits\n", "", StringComparison.Ordinal));

        Assert.Null(document.Target);
        Assert.Equal("models/digits", Assert.Single(document.TagSets).Path);
    }

    [Fact]
    public void ATargetSurvivesBeingWrittenAndRead() => Assert.Equal(Text, ContractWriter.Write(ContractReader.Read(Text)));

    [Fact]
    public void ATargetThatIsThePathIsNotWritten()
    {
        var document = ContractReader.Read(Text) with { Target = "models/digits" };

        Assert.DoesNotContain("target", ContractWriter.Write(document), StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnreadableModelKeepsItsTarget()
    {
        var document = new ContractDocument { Model = "x", Path = "models/x", Target = "models/Lib/x", Error = new("TYMD1001", "It is empty.") };

        Assert.Equal(document, ContractReader.Read(ContractWriter.Write(document)));
    }

    [Fact]
    public void MoreThanOneWordIsRefused()
    {
        var error = Assert.Throws<ContractFormatException>(() => ContractReader.Read(Text.Replace("Numbers/digits", "Numbers/digits twice", StringComparison.Ordinal)));

        Assert.Equal("Contract line 4: 'twice' was not expected.", error.Message);
    }
}
