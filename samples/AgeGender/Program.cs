using System.Text.Json;
using AgeGender;
using AgeGender.Faces;
using TypedModels;

const int LargestPicture = 20 << 20;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = LargestPicture);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase);

await using var detector = await FaceDetector.LoadAsync(new ModelOptions { WarmUp = WarmUp.None });
await using var network = await WideResNet.LoadAsync(new ModelOptions { WarmUp = WarmUp.Zeros });
var guesser = new FaceGuesser(detector, network);
await using var app = builder.Build();

app.MapGet("/", () => Resource("index.html", "text/html; charset=utf-8"));
app.MapGet("/astronaut.png", () => Resource("astronaut.png", "image/png"));
app.MapPost("/faces", async (HttpRequest request, CancellationToken cancellationToken) =>
{
    using var file = new MemoryStream();
    await request.Body.CopyToAsync(file, cancellationToken);
    try
    {
        return Results.Json(guesser.Look(file.GetBuffer().AsMemory(0, (int)file.Length)));
    }
    catch (ModelRunException exception) when (exception.Code == ModelErrorCode.InvalidArgument)
    {
        return Results.Text("This is no picture that the model can read: it takes PNG and JPEG.", statusCode: StatusCodes.Status400BadRequest);
    }
});

app.Run(app.Configuration["Urls"] ?? "http://127.0.0.1:5081");

static IResult Resource(string name, string type) => Results.Stream(typeof(FaceGuesser).Assembly.GetManifestResourceStream(name)!, type);
