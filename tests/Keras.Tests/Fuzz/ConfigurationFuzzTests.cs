using System.Globalization;
using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Files;
using TypedModels.Keras.Layers;
using TypedModels.Keras.Models;

namespace TypedModels.Keras.Tests.Fuzz;

/// <summary>
/// Damages configurations of all layers and of real files, and builds what is left. <c>TYPEDMODELS_FUZZ_CASES</c> sets the number of cases for each test, for longer runs by hand, and <c>TYPEDMODELS_FUZZ_SEED</c> the
/// first of them.
/// </summary>
public sealed class ConfigurationFuzzTests
{
    private static readonly int s_cases = Setting("TYPEDMODELS_FUZZ_CASES", 4000);
    private static readonly int s_firstSeed = Setting("TYPEDMODELS_FUZZ_SEED", 0);

    [Fact]
    public void EveryClassHasAConfiguration()
    {
        Assert.Empty(LayerTable.Classes.Except(CorpusEntry.Layers.Select(entry => entry.ClassName)));
        Assert.Empty(LayerTable.OperationClasses.Except(CorpusEntry.Operations.Select(entry => entry.ClassName)));
    }

    [Fact]
    public void EveryConfigurationIsBuiltAndCalled()
    {
        // Not as Keras 1 and 2: some layers are newer. Zeros have no inverse.
        var refused = CorpusEntry.Models.Where(model => !model.Name.Contains(" of Keras ", StringComparison.Ordinal) && !model.Name.Contains("inv ", StringComparison.OrdinalIgnoreCase)).Select(model => (model.Name, Fault: FaultOf(model.Json))).Where(model => model.Fault is not null);
        Assert.True(!refused.Any(), string.Join("\n", refused.Select(model => $"{model.Name}: {model.Fault}")));
    }

    [Fact]
    public void ADamagedLayerMeetsNothingButOurError() => Run(CorpusEntry.Models, s_cases, 3);

    [Fact]
    public void DamagedLayersBehindOneAnotherMeetNothingButOurError() => Run(LayerChains.Of(200), s_cases, 2);

    [Fact]
    public void ADamagedModelMeetsNothingButOurError() => Run(RealConfigurations.All, s_cases / 8, 6);

    [Theory, MemberData(nameof(Nesting))]
    public void ModelsInModelsThatAreCalledTwiceStayBounded(int depth)
    {
        // Four layers, so that there is something to repeat.
        const string Model = """{"class_name":"Sequential","config":{"name":"inner","layers":[{"class_name":"Dense","config":{"name":"a","units":4,"batch_input_shape":[null,4]}},{"class_name":"ReLU","config":{"name":"b"}}]}}""";
        var graph = FuzzedModel.Build($"nested {depth} deep", ConfigurationDamage.Nest(JsonReader.Read(Model, "test"), depth, callsTwice: true), 512L << 20);
        Assert.Equal(depth <= 20, graph is not null);
    }

    public static TheoryData<int> Nesting => [.. Enumerable.Range(1, 12).Select(i => i * 5)];

    private static void Run(IReadOnlyList<(string Name, string Json)> models, int cases, int mostRounds)
    {
        int built = 0, called = 0;
        var faults = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (int seed = s_firstSeed; seed < s_firstSeed + cases; seed++)
        {
            var random = new Random(seed);
            var (name, json) = models[seed % models.Count];
            var config = JsonReader.Read(json, "test");
            for (int round = random.Next(1, mostRounds + 1); round > 0; round--)
            {
                config = ConfigurationDamage.Apply(config, random);
            }

            try
            {
                string label = $"{name}, seed {seed.ToString(CultureInfo.InvariantCulture)}";
                if (FuzzedModel.Build(label, config) is { } graph)
                {
                    built++;
                    called += random.Next(2) == 0 && FuzzedModel.Call(label, graph, config) ? 1 : 0;
                }
            }
            catch (InvalidOperationException exception)
            {
                string place = exception.InnerException?.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("TypedModels", StringComparison.Ordinal)) ?? exception.Message;
                faults.TryAdd(place, exception.Message + exception.InnerException?.StackTrace);
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults.Values));
        Assert.InRange(built, cases / 20, cases * 19 / 20);
        Assert.InRange(called, 1, built);
    }

    private static string? FaultOf(string json)
    {
        try
        {
            ZeroCall.Run(KerasGraphBuilder.Build(KerasConfigReader.Read(JsonReader.Read(json, "test")), DeclaredLayers.None, new ArchiveAssets(null)));
            return null;
        }
        catch (Exception exception) when (exception is ModelFormatException or ModelException)
        {
            return exception.Message;
        }
    }

    private static int Setting(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
