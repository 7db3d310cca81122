namespace TypedModels.Tests;

public sealed class ContractComparisonTests
{
    private static readonly ArgumentContract s_image = Contracts.Argument("image", DataType.Float, new TensorShape(-1, 28, 28));
    private static readonly ArgumentContract s_threshold = Contracts.Argument("threshold", DataType.Float, TensorShape.Scalar);
    private static readonly ArgumentContract s_optional = s_threshold with { Default = new DefaultValue { Shape = TensorShape.Scalar, Elements = ["0.5"] } };
    private static readonly ArgumentContract s_scores = Contracts.Argument("scores", DataType.Float, new TensorShape(-1, 10));
    private static readonly ModelContract s_expected = Contracts.Of([s_image, s_threshold], [s_scores]);

    [Fact]
    public void EqualContractsDoNotDiffer() => Assert.Empty(ContractComparison.Compare(s_expected, s_expected));

    [Fact]
    public void AnotherTypeBreaks() => Differs("! predict: input image: float [?, 28, 28] → half [?, 28, 28]", Input(s_image with { DataType = DataType.Half }));

    [Fact]
    public void AnotherRankBreaks() => Differs("! predict: input image: float [?, 28, 28] → float [?, 28, 28, 1]", Input(s_image with { Shape = new TensorShape(-1, 28, 28, 1) }));

    [Fact]
    public void ARankThatIsNoLongerKnownBreaks() => Differs("! predict: input image: float [?, 28, 28] → float [...]", Input(s_image with { Shape = TensorShape.Unknown }));

    [Fact]
    public void ANarrowedInputBreaks() => Differs("! predict: input image: float [?, 28, 28] → float [1, 28, 28]", Input(s_image with { Shape = new TensorShape(1, 28, 28) }));

    [Fact]
    public void AnotherLengthOfAnInputBreaks() => Differs("! predict: input image: float [?, 28, 28] → float [?, 32, 28]", Input(s_image with { Shape = new TensorShape(-1, 32, 28) }));

    [Fact]
    public void AWidenedInputIsCompatible() => Differs("~ predict: input image: float [?, 28, 28] → float [?, ?, 28]", Input(s_image with { Shape = new TensorShape(-1, -1, 28) }));

    [Fact]
    public void AnOutputOfAnotherLengthIsCompatible() =>
        Differs("~ predict: output scores: float [?, 10] → float [?, 11]", Contracts.Of([s_image, s_threshold], [s_scores with { Shape = new TensorShape(-1, 11) }]));

    [Fact]
    public void AnotherEncodingBreaks() => Differs("! predict: input image: float [?, 28, 28] → float [?, 28, 28] sparse", Input(s_image with { Encoding = ArgumentEncoding.Sparse }));

    [Fact]
    public void ARemovedKeyBreaks()
    {
        Differs("! predict: input threshold is gone", Contracts.Of([s_image], [s_scores]));
        Differs("! predict: output scores is gone", Contracts.Of([s_image, s_threshold], []));
    }

    [Fact]
    public void ARenamedKeyIsOneThatIsGoneAndOneThatIsNew() =>
        Differs(
            ["! predict: input threshold is gone", "! predict: input limit is new: float [], and required"],
            Contracts.Of([s_image, s_threshold with { Key = "limit" }], [s_scores]));

    [Fact]
    public void ANewRequiredInputBreaksAndANewOptionalOneOrOutputDoesNot()
    {
        Differs("! predict: input size is new: int32 [], and required", Contracts.Of([s_image, s_threshold, Contracts.Argument("size", DataType.Int32, TensorShape.Scalar)], [s_scores]));
        Differs("~ predict: input unit is new: float [] = 0.5", Contracts.Of([s_image, s_threshold, s_optional with { Key = "unit" }], [s_scores]));
        Differs("~ predict: output boxes is new: float [?, 28, 28]", Contracts.Of([s_image, s_threshold], [s_image with { Key = "boxes" }, s_scores]));
    }

    [Fact]
    public void ADefaultTakenAwayBreaksAndOneThatIsGivenOrChangedDoesNot()
    {
        var optional = Contracts.Of([s_image, s_optional], [s_scores]);

        Assert.Equal(["! predict: input threshold: float [] = 0.5 → float []"], Texts(optional, s_expected));
        Assert.Equal(["~ predict: input threshold: float [] → float [] = 0.5"], Texts(s_expected, optional));
        Assert.Equal(
            ["~ predict: input threshold: float [] = 0.5 → float [] = 0.7"],
            Texts(optional, Contracts.Of([s_image, s_optional with { Default = s_optional.Default! with { Elements = ["0.7"] } }], [s_scores])));
    }

    [Fact]
    public void AChangedOrderBreaks() =>
        Differs("! predict: the order of the inputs changed: image, threshold → threshold, image", Contracts.Of([s_threshold, s_image], [s_scores]));

    [Fact]
    public void ASignatureThatIsGoneBreaksAndANewOneDoesNot()
    {
        var both = Contracts.Of(s_expected.Signatures[0], s_expected.Signatures[0] with { Key = "embed" });

        Assert.Equal(["! embed: the signature is gone"], Texts(both, s_expected));
        Assert.Equal(["~ embed: the signature is new"], Texts(s_expected, both));
    }

    [Fact]
    public void OperationsTagsAndNamesDoNotCount() => Assert.Empty(ContractComparison.Compare(s_expected, s_expected with { Model = "m", Path = "p", Tags = ["gpu"], Operations = [] }));

    private static ModelContract Input(ArgumentContract image) => Contracts.Of([image, s_threshold], [s_scores]);

    private static void Differs(string expected, ModelContract actual) => Differs([expected], actual);

    private static void Differs(string[] expected, ModelContract actual) => Assert.Equal(expected, Texts(s_expected, actual));

    private static IEnumerable<string> Texts(ModelContract expected, ModelContract actual) => ContractComparison.Compare(expected, actual).Select(difference => difference.ToString());
}
