using TypedModels.Graphs;

namespace TypedModels.Tests.Graphs;

public sealed class TensorLookupTests
{
    [Theory]
    [InlineData(null, "a/scores", "a/scores:0")]
    [InlineData(null, "sample:1", "sample:1")]
    [InlineData(null, "MatMul", "a/dense/MatMul:0")]
    [InlineData(null, "dense/MatMul:0", "a/dense/MatMul:0")]
    [InlineData("b", "scores", "b/scores:0")]
    [InlineData("a", "scores", "a/scores:0")]
    [InlineData("a", "b/scores", "b/scores:0")]
    [InlineData("a", "kernel", "a/dense/kernel:0")]
    [InlineData("b", "rate", "rate:0")]
    [InlineData(null, "mystery:3", "mystery:3")]
    public void ANameIsFoundInItsScopeOrWholeOrByItsEnd(string? scope, string tensor, string found)
    {
        Assert.Null(new TensorLookup(SampleGraph.Nodes, scope).Find(tensor, "its input x", out var node, out var reference));
        Assert.Equal(found, reference.ToString());
        Assert.Equal(reference.Node, node?.Name);
    }

    [Theory]
    [InlineData("", "its input x is '', which names no tensor: write the name of an operation, with the index of its output where that is not 0, such as \"input:0\"")]
    [InlineData("a/scores:1", "its input x is the tensor 'a/scores:1', but 'a/scores' (Softmax) has one output, ':0'")]
    [InlineData("sample:2", "its input x is the tensor 'sample:2', but 'sample' (If) has 2 outputs, ':0' to ':1'")]
    [InlineData("scores", "its input x is the tensor 'scores', and 2 names end so: 'a/scores:0', 'b/scores:0'; write more of the name")]
    [InlineData("a/score", "its input x is the tensor 'a/score', which the graph does not have: did you mean 'a/scores:0' or 'b/scores:0'?")]
    [InlineData("embedding_lookup", "its input x is the tensor 'embedding_lookup', which the graph does not have: list its tensors with 'typedmodels inspect --tensors'")]
    public void WhatIsNotFoundIsExplained(string tensor, string text)
    {
        var problem = new TensorLookup(SampleGraph.Nodes, null).Find(tensor, "its input x", out var node, out _);

        Assert.Equal(text, problem?.Text);
        Assert.Equal(tensor.Length == 0 ? SignatureProblemKind.Declaration : SignatureProblemKind.UnknownTensor, problem?.Kind);
        Assert.True(node is null || node.Outputs.Count > 0);
    }

    [Fact]
    public void TheNearestNamesAreSuggested() =>
        Assert.Equal(["a/scores:0", "b/scores:0"], new TensorLookup(SampleGraph.Nodes, null).Find("a/Scorse", "it", out _, out _)?.Suggestions);

    [Fact]
    public void OfManyAmbiguousNamesTheShortestAreListed()
    {
        var graph = SampleGraph.Of([.. Enumerable.Range(0, 8).Select(i => new GraphNode { Name = new string('s', i + 1) + "/x", Operation = "Placeholder" })]);

        string text = new TensorLookup(graph, null).Find("x", "it", out _, out _)!.Text;

        Assert.Equal("it is the tensor 'x', and 8 names end so: 's/x:0', 'ss/x:0', 'sss/x:0', 'ssss/x:0', 'sssss/x:0' and 3 more; write more of the name", text);
    }
}
