using TypedModels.Graphs;

namespace TypedModels.Tests.Graphs;

public sealed class DeclaredArgumentTests
{
    [Theory]
    [InlineData("input:0", "input", "input:0")]
    [InlineData("input", "input", "input")]
    [InlineData(" scope/dense/Relu:0 ", "Relu", "scope/dense/Relu:0")]
    [InlineData("scope/split:2", "split_2", "scope/split:2")]
    [InlineData("image=input:0", "image", "input:0")]
    [InlineData(" image = scope/input ", "image", "scope/input")]
    [InlineData("=input", "", "input")]
    [InlineData("", "", "")]
    [InlineData("scope/", "", "scope/")]
    public void TheKeyIsGivenOrTheLastPartOfTheName(string text, string key, string tensor) => Assert.Equal(new DeclaredArgument(key, tensor), DeclaredArgument.Parse(text));

    [Theory]
    [InlineData("a/b", "a/b", 0)]
    [InlineData("a/b:0", "a/b", 0)]
    [InlineData("a:b:12", "a:b", 12)]
    public void ATensorIsANodeAndAnIndex(string text, string node, int index) => Assert.Equal(new TensorReference(node, index), TensorReference.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData(":0")]
    [InlineData("^a")]
    [InlineData("a:")]
    [InlineData("a:x")]
    [InlineData("a:-1")]
    [InlineData("a:99999999999")]
    public void AnythingElseNamesNone(string text) => Assert.Null(TensorReference.TryParse(text));
}
