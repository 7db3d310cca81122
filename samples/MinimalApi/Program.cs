using System.Text.Json;
using System.Text.Json.Serialization;
using MinimalApi;
using TypedModels;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Add(FlowersJson.Default));
var resultJson = Iris.Json.TypeInfo<Iris.PredictResult>(new JsonSerializerOptions(JsonSerializerDefaults.Web));

await using var iris = await Iris.LoadAsync(new ModelOptions { WarmUp = WarmUp.Zeros });
await using var app = builder.Build();

// The return type is written out: ASP.NET's own generator runs beside TypedModels' and does not see what that one makes.
app.MapPost("/iris", async Task<IResult> (Flowers flowers, CancellationToken cancellationToken) =>
{
    try
    {
        var result = await iris.PredictAsync(
            petalLength: flowers.PetalLength,
            petalWidth: flowers.PetalWidth,
            sepalLength: flowers.SepalLength,
            sepalWidth: flowers.SepalWidth,
            cancellationToken);
        return Results.Json(result, resultJson);
    }
    catch (TensorArgumentException exception)
    {
        return Results.Text(exception.Message, statusCode: StatusCodes.Status400BadRequest);
    }
});

app.Run(app.Configuration["Urls"] ?? "http://127.0.0.1:5080");

namespace MinimalApi
{
    /// <summary>Tells the species of an iris from four lengths.</summary>
    [TfModel("models/iris")]
    internal sealed partial class Iris;

    /// <summary>The flowers of a request: four lengths of each, in centimetres.</summary>
    internal sealed record Flowers(float[] PetalLength, float[] PetalWidth, float[] SepalLength, float[] SepalWidth);

    /// <summary>Reads requests without reflection; the results have <c>Iris.Json</c>.</summary>
    [JsonSerializable(typeof(Flowers))]
    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    internal sealed partial class FlowersJson : JsonSerializerContext;
}
