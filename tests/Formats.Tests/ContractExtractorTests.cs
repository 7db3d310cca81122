using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.SavedModels;
using static TypedModels.Tests.HandMadeModels;

namespace TypedModels.Tests;

public sealed class ContractExtractorTests
{
    public static TheoryData<string> AllModels => TestModels.All;

    public static TheoryData<string> GoldenModels => ["add", "counter", "defaults", "sparse", "keras_export", "tf1_saved_model", "face_detector", "sentiment", "names", "shapes"];

    [Theory, MemberData(nameof(GoldenModels))]
    public void AModelHasTheContractInItsGoldenFile(string model) =>
        GoldenFile.AssertEqual($"{model}.tfcontract", ContractWriter.Write(ContractExtractor.ExtractFolder(TestModels.FolderOf(model), model, $"models/{model}").Document));

    [Theory, MemberData(nameof(AllModels))]
    public void EveryModelHasAContractThatSurvivesBeingWrittenAndRead(string model)
    {
        var result = ContractExtractor.ExtractFolder(TestModels.FolderOf(model), model, $"models/{model}");

        Assert.Null(result.Error);
        Assert.Empty(result.Warnings);
        Assert.All(result.Document.TagSets, tagSet => Assert.NotEmpty(tagSet.Signatures));
        Assert.Equal(result.Document, ContractReader.Read(ContractWriter.Write(result.Document)));
    }

    [Fact]
    public void ModelsThatOthersSavedHaveContracts()
    {
        Assert.SkipWhen(TestModels.SharedFolder is null, "the models beside the repository are not there");
        foreach (string model in TestModels.NamesIn(TestModels.SharedFolder!).Where(name => !name.StartsWith("refused", StringComparison.Ordinal)))
        {
            var result = ContractExtractor.ExtractFolder(Path.Combine(TestModels.SharedFolder!, model), model, model);

            Assert.True(result.Error is null && result.Warnings.Count == 0, $"{model}: {result.Error} {string.Join(" ", result.Warnings)}");
            Assert.NotEmpty(Assert.Single(result.Document.TagSets, tagSet => tagSet.Tags.Count == 1).Signatures);
        }
    }

    [Fact]
    public void UnknownRankScalarAndUnknownDimensionAreThreeThings()
    {
        var graph = Graph(Placeholder("a", DataType.Float), Placeholder("b", DataType.Float), Placeholder("c", DataType.Float), Placeholder("d", DataType.Float));
        var contract = Extract(graph, Signature("call", [
            ("absent", Tensor("a:0", DataType.Float)), ("empty", Tensor("b:0", DataType.Float, TensorShape.Scalar)),
            ("rank", Tensor("c:0", DataType.Float, TensorShape.Unknown)), ("dimension", Tensor("d:0", DataType.Float, new TensorShape(-1, 0, 3)))], []));

        Assert.Equal(["[]", "[?, 0, 3]", "[]", "[...]"], contract.Signatures[0].Inputs.Select(input => input.Shape.ToString()));
        Assert.Equal(["absent", "dimension", "empty", "rank"], contract.Signatures[0].Inputs.Select(input => input.Key));
    }

    [Fact]
    public void RequiredInputsComeFirstAndEachGroupIsOrdinal()
    {
        var graph = Graph(Placeholder("p", DataType.Int32));
        var tensor = Tensor("p:0", DataType.Int32);
        var value = new WireWriter().Varint(1, (int)DataType.Int32).Varint(7, 5);
        var contract = Extract(graph, Signature("call", [("b", tensor), ("a", tensor), ("Z", tensor), ("é", tensor)], [("y", tensor), ("X", tensor)], [("a", value), ("Z", value)]));

        Assert.Equal(["b", "é", "Z", "a"], contract.Signatures[0].Inputs.Select(input => input.Key));
        Assert.Equal(["X", "y"], contract.Signatures[0].Outputs.Select(output => output.Key));
        Assert.Equal("5", contract.Signatures[0].Inputs[2].Default?.ToString());
    }

    [Fact]
    public void RaggedArgumentsKeepTheirRankAndTheTypeOfTheirRowSplits()
    {
        var contract = ExtractBytes(Composite());
        var words = Assert.Single(contract.Signatures[0].Inputs);

        Assert.Equal((ArgumentEncoding.Ragged, 2, DataType.Int64, DataType.Float), (words.Encoding, words.RaggedRank, words.RowSplitsType, words.DataType));
        Assert.Equal("[?, ?, ?]", words.Shape.ToString());
        Assert.Contains("  input words float [?, ?, ?] ragged 2 int64\n", contract.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherCompositeArgumentsAreNamed()
    {
        var contract = ExtractBytes(Composite());
        var gradient = Assert.Single(contract.Signatures[1].Inputs);

        Assert.Equal((ArgumentEncoding.Composite, "IndexedSlicesSpec"), (gradient.Encoding, gradient.TypeSpec));
        Assert.Equal(contract, ModelContract.Parse(contract.ToString()));
    }

    [Fact]
    public void ASparseTypeSpecIsASparseArgument()
    {
        var graph = Graph(Placeholder("i", DataType.Int64), Placeholder("v", DataType.Float), Placeholder("s", DataType.Int64));
        var sparse = HandMadeModels.Composite(Spec(1, new TensorShape(-1, 5), DataType.Float, 0, DataType.Invalid), ("i:0", DataType.Int64), ("v:0", DataType.Float), ("s:0", DataType.Int64));
        var argument = Extract(graph, Signature("call", [("x", sparse)], [])).Signatures[0].Inputs[0];

        Assert.Equal("x float [?, 5] Sparse", $"{argument.Key} {argument.DataType.ToWord()} {argument.Shape} {argument.Encoding}");
    }

    [Fact]
    public void ReferencesHaveTheTypeOfWhatTheyReferTo()
    {
        var graph = Graph(Node("v", "Placeholder", [], ("dtype", new WireWriter().Varint(6, 101))));

        Assert.Equal(DataType.Float, Extract(graph, Signature("call", [], [("v", Tensor("v:0", (DataType)101))])).Signatures[0].Outputs[0].DataType);
    }

    [Fact]
    public void WhatIsFedIsNotReached()
    {
        var graph = Graph(
            Placeholder("x", DataType.Float), Node("parsed", "ParseSomething", ["x"]), Node("inner", "Split", ["parsed"]),
            Node("sum", "AddV2", ["inner", "inner:1", "^side"], ("T", Type(DataType.Float))), Node("side", "NoOp", ["^x"]));

        Assert.Equal(["AddV2", "NoOp", "ParseSomething", "Placeholder", "Split"], Operations(["inner:0"]));
        Assert.Equal(["AddV2", "NoOp", "Placeholder"], Operations(["inner:0", "inner:1"]));

        IEnumerable<string> Operations(string[] fed) =>
            ReachedOperations.From(new TypedModels.Formats.Graphs.GraphDocument(graph.ToArray()), ["sum:0"], fed);
    }

    [Fact]
    public void TheFingerprintDoesNotCoverNamesOfTensorsAndOperations()
    {
        var first = Extract(Graph(Placeholder("x", DataType.Float)), Signature("call", [("x", Tensor("x:0", DataType.Float))], [("y", Tensor("x:0", DataType.Float))]));
        var second = Extract(
            Graph(Placeholder("x_1", DataType.Float), Node("sum_7", "AddV2", ["x_1", "x_1"], ("T", Type(DataType.Float)))),
            Signature("call", [("x", Tensor("x_1:0", DataType.Float))], [("y", Tensor("sum_7:0", DataType.Float))]));

        Assert.NotEqual(first.Operations, second.Operations);
        Assert.Equal(first.Fingerprint, second.Fingerprint);
    }

    [Theory]
    [InlineData("TYMD1012", "call: the input x is the tensor 'y:0', which the graph does not have", "y:0", DataType.Float)]
    [InlineData("TYMD1012", "call: the input x is the tensor 'x:one', which the graph does not have", "x:one", DataType.Float)]
    [InlineData("TYMD1013", "call: the input x is the tensor 'x:1', but x has one output", "x:1", DataType.Float)]
    [InlineData("TYMD1014", "call: the input x is int32 in the signature and float in the graph (tensor 'x:0')", "x:0", DataType.Int32)]
    [InlineData("TYMD1018", "call: the input x names no tensor", "", DataType.Float)]
    public void ASignatureThatContradictsItsGraphIsRefused(string id, string problem, string tensor, DataType type)
    {
        var error = Assert.Throws<ModelFormatException>(() => Extract(Graph(Placeholder("x", DataType.Float)), Signature("call", [("x", Tensor(tensor, type))], [])));

        Assert.Equal((id, problem), (error.Problem.Error.Id, error.Problem.Problem));
    }

    [Fact]
    public void ADefaultThatDoesNotFitItsInputIsRefused()
    {
        Refused("call: the default of x is int32, the input float", new WireWriter().Varint(1, (int)DataType.Int32));
        Refused("call: the default of x is [2], the input []", new WireWriter().Varint(1, (int)DataType.Float).Message(2, Shape(new TensorShape(2))));

        static void Refused(string problem, WireWriter value)
        {
            var error = Assert.Throws<ModelFormatException>(() => Extract(Graph(Placeholder("x", DataType.Float)), Signature("call", [("x", Tensor("x:0", DataType.Float))], [], [("x", value)])));
            Assert.Equal(("TYMD1015", problem), (error.Problem.Error.Id, error.Problem.Problem));
        }
    }

    [Fact]
    public void InternalSignaturesAreLeftOut()
    {
        var contract = Extract(Graph(Placeholder("x", DataType.Float)), Signature("__saved_model_init_op", [], [("__saved_model_init_op", new WireWriter().Text(1, "x"))]), Signature("call", [], []));

        Assert.Equal("call", Assert.Single(contract.Signatures).Key);
        Assert.Equal(["Placeholder"], contract.Operations);
    }

    [Fact]
    public void AnyDamageIsRefusedWithAnErrorOfOurs()
    {
        var random = new Random(4);
        int refused = 0;
        foreach (string model in (string[])["counter", "keras_export", "tf1_saved_model"])
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(TestModels.FolderOf(model), "saved_model.pb"));
            for (int i = 0; i < 700; i++)
            {
                byte[] damaged = Damage.Apply(bytes, random, out _);
                try
                {
                    foreach (var metaGraph in new SavedModelDocument(damaged).MetaGraphs)
                    {
                        _ = ModelContract.Parse(ContractExtractor.Extract(metaGraph, "m", "m").ToString());
                        TensorList.Write(TextWriter.Null, metaGraph);
                    }
                }
                catch (ModelFormatException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, 100, 2000);
    }

    private static ModelContract Extract(WireWriter graph, params ReadOnlySpan<WireWriter> signatures) => ExtractBytes(Of(graph, signatures));

    private static ModelContract ExtractBytes(byte[] bytes) => ContractExtractor.Extract(Assert.Single(new SavedModelDocument(bytes).MetaGraphs), "model", "models/model");
}
