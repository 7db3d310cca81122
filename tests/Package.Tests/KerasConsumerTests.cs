using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>A project with models of Keras: it runs them, and is told what is wrong with how it names them.</summary>
public sealed class KerasConsumerTests(PackedPackage package) : IDisposable
{
    private readonly ConsumerSolution _solution = package.NewSolution();

    [Fact]
    public void ItRunsFilesOfKerasAndIsToldWhichWeightsAreNotThere()
    {
        var reader = _solution.Add("Reader", content: """<ItemGroup><TfModel Include="models/wide_resnet.json" /></ItemGroup>""");
        foreach (string file in (string[])["digits.keras", "digits_keras3.h5", "digits.weights.h5", "wide_resnet.json", "wide_resnet.weights.h5"])
        {
            Directory.CreateDirectory(reader.PathOf("models"));
            File.WriteAllBytes(reader.PathOf("models", file), File.ReadAllBytes(Repository.Model("keras/" + file)));
        }

        reader.Write(
            "Program.cs",
            """
            using TypedModels;

            using var archive = Archive.Load();
            using var whole = Whole.Load();
            using var network = Network.Load();
            float[] image = [.. Enumerable.Range(0, 2 * 64).Select(pixel => pixel % 17)];
            var digits = archive.Predict(image).Probabilities;
            Console.WriteLine($"{string.Join(" ", digits.Lengths.ToArray())} {Math.Abs(digits[1, 3] - whole.Predict(image).Probabilities[1, 3]) < 1e-5} {network.Predict(new float[32 * 32 * 3]).PredAge.FlattenedLength}");

            [TfModel("models/digits.keras")] public partial class Archive;
            [TfModel("models/digits_keras3.h5")] public partial class Whole;
            [TfModel("models/wide_resnet.json", Weights = "models/wide_resnet.weights.h5")] public partial class Network;
            """);

        reader.Build().Succeeded();
        var environment = new Dictionary<string, string?> { ["TYPEDMODELS_TENSORFLOW"] = null };
        Assert.Equal("2 10 True 101", DotnetCommand.Start(Path.Combine(reader.Output, "Reader"), Path.GetTempPath(), [], environment).Succeeded().Output.Trim());

        reader.Write(
            "Program.cs",
            """
            using TypedModels;
            [TfModel("models/digits.weights.h5")] public partial class WeightsAlone;
            [TfModel("models/wide_resnet.json", Weights = "models/wide_resnet_weights.h5")] public partial class Misspelt;
            [TfModel("models/digits_keras3.h5", Weights = "models/retrained.h5")] public partial class NotThereYet;
            [TfModel("models/digit.keras")] public partial class NotThere;
            public static class Program { public static void Main() { } }
            """);
        var build = reader.Build();

        Assert.Equal(["TYMD0004", "TYMD0013", "TYMD0103"], build.Failed().Select(error => error.Id).Order(StringComparer.Ordinal));
        Assert.Contains("did you mean 'models/digits.keras'?", Text(build, "TYMD0004"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'models/wide_resnet.weights.h5'?", Text(build, "TYMD0013"), StringComparison.Ordinal);
        Assert.Contains("The file holds weights alone", Text(build, "TYMD0103"), StringComparison.Ordinal);
        Assert.Contains("name it with Weights=\"models/retrained.h5\" on the model's TfModel item", Text(build, "TYMD0014"), StringComparison.Ordinal);
    }

    public void Dispose() => _solution.Dispose();

    private static string Text(BuildResult build, string id) => Assert.Single(build.Messages, message => message.Id == id).Text;
}
