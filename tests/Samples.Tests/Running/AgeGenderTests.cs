using System.Net;
using System.Text.Json;
using TypedModels.Tests.Builds;

namespace TypedModels.Tests.Running;

/// <summary>The page that finds faces with a SavedModel and looks at each with a network of Keras, asked by several at once.</summary>
public sealed class AgeGenderTests
{
    private const int Requests = 4;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task EveryRequestGetsTheSameFacesWhileOthersAreAnswered()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        using var server = await SampleServer.Start("AgeGender", patience.Token);
        byte[] picture = await File.ReadAllBytesAsync(Path.Combine(Repository.Folder, "samples", "FacePipeline", "pictures", "group.png"), patience.Token);

        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => Ask(server.Client, picture, patience.Token)));

        var faces = answers.Select(answer => JsonDocument.Parse(answer.Body).RootElement.GetProperty("faces")).ToArray();
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.NotEqual(0, faces[0].GetArrayLength());
        Assert.All(faces, found => Assert.Equal(faces[0].ToString(), found.ToString()));
        Assert.All(faces[0].EnumerateArray(), face => Assert.InRange(face.GetProperty("female").GetDouble(), 0, 1));
        Assert.All(faces[0].EnumerateArray(), face => Assert.InRange(face.GetProperty("age").GetDouble(), 0, 100));
    }

    [Fact]
    public async Task ThePageSaysThatTheWeightsAreRandomAndWhatIsNoPictureIsRefused()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        using var server = await SampleServer.Start("AgeGender", patience.Token);

        string page = await server.Client.GetStringAsync(new Uri("/", UriKind.Relative), patience.Token);
        var (status, body) = await Ask(server.Client, "no picture"u8.ToArray(), patience.Token);

        Assert.Contains("weights are random", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, "This is no picture that the model can read: it takes PNG and JPEG."), (status, body));
    }

    private static async Task<(HttpStatusCode Status, string Body)> Ask(HttpClient client, byte[] picture, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(picture);
        using var response = await client.PostAsync(new Uri("/faces", UriKind.Relative), content, cancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
