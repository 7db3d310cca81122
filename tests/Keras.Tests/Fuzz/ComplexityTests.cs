using System.Diagnostics;
using System.Globalization;
using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Files;
using TypedModels.Keras.Models;

namespace TypedModels.Keras.Tests.Fuzz;

/// <summary>Large models take time and memory by their size, and no more.</summary>
public sealed class ComplexityTests
{
    // Each takes a second or a few; a machine with other work takes longer.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(5_000)]
    [InlineData(20_000)]
    public void ASequentialOfManyLayersIsBuiltInSeconds(int count)
    {
        var graph = Build(Sequential(Enumerable.Range(0, count).Select(i => Layer("Dense", Name("d", i), "\"units\":4,\"activation\":\"relu\""))));
        Assert.Equal(2 * count, graph.Weights.All.Count());
    }

    [Fact]
    public void AFunctionalModelOfManyLayersIsBuiltInSeconds()
    {
        const int Count = 5_000;
        var layers = Enumerable.Range(0, Count).Select(i => Layer("Dense", Name("d", i), "\"units\":4", Reference(i == 0 ? "x" : Name("d", i - 1), 0)));

        // From the last to the first: each waits for the one behind it.
        Assert.Equal(2 * Count, Build(Functional(layers.Reverse(), Reference(Name("d", Count - 1), 0))).Weights.All.Count());
    }

    [Fact]
    public void ALayerThatIsCalledThousandsOfTimesIsBuiltInSeconds()
    {
        const int Count = 2_000;
        string calls = string.Join(",", Enumerable.Range(0, Count).Select(i => $"[{(i == 0 ? Reference("x", 0) : Reference("d", i - 1))}]"));
        Assert.Equal(2, Build(Functional([LayerOfCalls("Dense", "d", "\"units\":4", calls)], Reference("d", Count - 1))).Weights.All.Count());
    }

    [Fact]
    public void ALayerThatTakesThousandsOfTensorsIsBuiltInSeconds()
    {
        const int Count = 5_000;
        var layers = Enumerable.Range(0, Count).Select(i => Layer("Identity", Name("d", i), "", Reference("x", 0)));
        string add = LayerOfCalls("Add", "sum", "", $"[{string.Join(",", Enumerable.Range(0, Count).Select(i => Reference(Name("d", i), 0)))}]");
        string join = LayerOfCalls("Concatenate", "join", "", $"[{string.Join(",", Enumerable.Range(0, Count).Select(i => Reference(Name("d", i), 0)))},{Reference("sum", 0)}]");
        Assert.NotNull(Build(Functional([.. layers, add, join], Reference("join", 0))));
    }

    [Fact]
    public void ManyReferencesToOneTensorAreReadInSeconds()
    {
        const int Count = 500;
        var layers = Enumerable.Range(0, Count).Select(i => LayerOfCalls("Maximum", Name("d", i), "", $"[{string.Join(",", Enumerable.Repeat(Reference(i == 0 ? "x" : Name("d", i - 1), 0), 100))}]"));
        Assert.NotNull(Build(Functional(layers, Reference(Name("d", Count - 1), 0))));
    }

    [Fact]
    public void ManyInputsAndOutputsAreNamedInSeconds()
    {
        const int Count = 5_000;
        string inputs = string.Join(",", Enumerable.Range(0, Count).Select(i => Layer("InputLayer", Name("x", i), "\"batch_input_shape\":[null,4]")));
        string ends = string.Join(",", Enumerable.Range(0, Count).Select(i => Reference(Name("x", i), 0)));
        string same = string.Join(",", Enumerable.Repeat(Reference("x0", 0), Count));
        Assert.NotNull(Build($$$"""{"class_name":"Functional","config":{"name":"m","layers":[{{{inputs}}}],"input_layers":[{{{ends}}}],"output_layers":[{{{same}}}]}}"""));
    }

    [Fact]
    public void ManyUnknownLayersAreRefusedAtOnce() => AssertRefused(Sequential(Enumerable.Range(0, 100_000).Select(i => Layer("Unheard", Name("u", i), ""))));

    [Fact]
    public void ModelsAreNestedAsDeepAsTheyMayBe()
    {
        var inner = JsonReader.Read(Sequential([Layer("Dense", "d", "\"units\":4")]), "test");
        Assert.NotNull(Build(ConfigurationDamage.Nest(inner, 50, callsTwice: false).ToString()));
    }

    [Theory]
    [InlineData("TimeDistributed")]
    [InlineData("SpectralNormalization")]
    [InlineData("Bidirectional")]
    public void LayersAroundLayersEndInNothingButOurError(string className)
    {
        string layer = Layer("Dense", "d", "\"units\":4");
        for (int i = 0; i < 80; i++)
        {
            layer = Layer(className, Name("w", i), "\"layer\":" + layer);
        }

        Exception? refusal = null;
        var thread = new Thread(() => refusal = Record.Exception(() => Build(Sequential([layer]))), 256 << 10);
        thread.Start();
        Assert.True(thread.Join(s_longest));
        Assert.IsType<ModelFormatException>(refusal);
    }

    [Fact]
    public void ManyTimesNestedModelsWithLongNamesAreRefused()
    {
        string name = new('n', 1000);
        string layer = string.Join(",", Enumerable.Range(0, 5000).Select(i => Layer("Identity", Name("d", i), "")));
        for (int i = 0; i < 50; i++)
        {
            layer = $$$"""{"class_name":"Sequential","name":"{{{name}}}","config":{"name":"{{{name}}}","layers":[{{{layer}}}]}}""";
        }

        AssertRefused($$$"""{"class_name":"Sequential","config":{"name":"m","layers":[{{{Layer("InputLayer", "x", "\"batch_input_shape\":[null,4]")}}},{{{layer}}}]}}""");
    }

    private static KerasGraph Build(string json)
    {
        var clock = Stopwatch.StartNew();
        var graph = KerasGraphBuilder.Build(KerasConfigReader.Read(JsonReader.Read(json, "test")), DeclaredLayers.None, new ArchiveAssets(null));
        Assert.True(clock.Elapsed < s_longest, $"It took {clock.Elapsed}.");
        return graph;
    }

    private static void AssertRefused(string json)
    {
        var clock = Stopwatch.StartNew();
        Assert.Throws<ModelFormatException>(() => Build(json));
        Assert.True(clock.Elapsed < s_longest, $"It took {clock.Elapsed}.");
    }

    private static string Sequential(IEnumerable<string> layers) => $$$"""{"class_name":"Sequential","config":{"name":"m","layers":[{{{Layer("InputLayer", "x0", "\"batch_input_shape\":[null,4]")}}},{{{string.Join(",", layers)}}}]}}""";

    private static string Functional(IEnumerable<string> layers, string output) =>
        $$$"""{"class_name":"Functional","config":{"name":"m","layers":[{{{Layer("InputLayer", "x", "\"batch_input_shape\":[null,4]")}}},{{{string.Join(",", layers)}}}],"input_layers":[["x",0,0]],"output_layers":[{{{output}}}]}}""";

    private static string Layer(string className, string name, string members, string? input = null) => LayerOfCalls(className, name, members, input is null ? "" : $"[{input}]");

    private static string LayerOfCalls(string className, string name, string members, string calls) =>
        $$$"""{"class_name":"{{{className}}}","name":"{{{name}}}","config":{"name":"{{{name}}}"{{{(members.Length == 0 ? "" : "," + members)}}}},"inbound_nodes":[{{{calls}}}]}""";

    private static string Reference(string layer, int call) => $"[\"{layer}\",{call.ToString(CultureInfo.InvariantCulture)},0,{{}}]";

    private static string Name(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);
}
