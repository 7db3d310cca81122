using System.Text;
using TypedModels.Tests.Builds;

namespace TypedModels.Tests.Running;

/// <summary>The web server, started on a port of the loopback that the system chooses.</summary>
public class MinimalApiTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task AnswersWithAResultAndRefusesWhatDoesNotFit()
    {
        await Ask("dotnet", Path.Combine(Repository.Folder, "artifacts", "bin", "MinimalApi", Repository.Configuration, "MinimalApi.dll"));
    }

    [Fact]
    public async Task AnswersTheSameWhenItIsPublishedTrimmed()
    {
        string folder = Directory.CreateTempSubdirectory("typedmodels-").FullName;
        try
        {
            var publish = DotnetCommand.Run(
                Repository.Folder,
                "publish", "samples/MinimalApi", "--use-current-runtime", "--self-contained", "-m:1", $"-p:ArtifactsPath={Path.Combine(folder, "artifacts")}", "-o", Path.Combine(folder, "published"));
            Assert.SkipWhen(publish.Output.Contains("error NU1101", StringComparison.Ordinal), ".NET's own runtime packages cannot be restored here.");
            publish.Succeeded();

            await Ask(Path.Combine(folder, "published", "MinimalApi"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Starts the server and posts what fits and what does not.</summary>
    private static async Task Ask(string program, params IEnumerable<string> arguments)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        using var server = await SampleServer.Start(program, arguments, patience.Token);

        var answer = await Post(server.Client, """{"petalLength":[1.4,5.3],"petalWidth":[0.2,2.3],"sepalLength":[4.6,6.4],"sepalWidth":[3.2,3.2]}""", patience.Token);
        var refusal = await Post(server.Client, """{"petalLength":[1.4],"petalWidth":[0.2],"sepalLength":[4.6]}""", patience.Token);

        Assert.Equal(200, answer.Status);
        Assert.Matches("""^\{"probabilities":\{"shape":\[2,3\],"data":\[0\.99.*\]\},"species":\{"shape":\[2\],"data":\["setosa","virginica"\]\}\}$""", answer.Body);
        Assert.Equal((400, "Iris.PredictAsync: sepalWidth is null, expected float [?]."), refusal);
    }

    private static async Task<(int Status, string Body)> Post(HttpClient client, string json, CancellationToken cancellationToken)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri("/iris", UriKind.Relative), content, cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
