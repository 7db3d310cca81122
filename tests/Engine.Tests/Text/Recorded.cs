using System.Runtime.CompilerServices;
using System.Text.Json;
using TypedModels.Engine.Tests.Operations;

namespace TypedModels.Engine.Tests.Text;

/// <summary>Answers of TensorFlow 2.16.2, a JSON value a line, in files beside the tests.</summary>
internal static class Recorded
{
    public static JsonElement[] Read(string file, [CallerFilePath] string here = "") =>
        [.. File.ReadLines(RecordedFile.PathOf(file, here)).Select(line => JsonDocument.Parse(line).RootElement)];
}
