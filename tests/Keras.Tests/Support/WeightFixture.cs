using System.Runtime.InteropServices;
using TypedModels.Keras.Files;
using TypedModels.Keras.Models;
using TypedModels.Keras.Weights;

namespace TypedModels.Keras.Tests.Support;

/// <summary>The files that <c>Weights/make_fixtures.py</c> makes.</summary>
internal static class WeightFixture
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Weights", "Fixtures");

    /// <summary>A file's path.</summary>
    public static string PathOf(string file) => Path.Combine(s_folder, file);

    /// <summary>What a file of weights holds of a model's.</summary>
    public static WeightMatch Match(string model, string weights, bool byName)
    {
        using var file = KerasFile.Open(PathOf(weights));
        return file.Match(GraphOf(model), byName);
    }

    /// <summary>The values of a model's weights in a file, by the names of their variables.</summary>
    public static IReadOnlyDictionary<string, float[]> Read(string model, string weights)
    {
        using var checkpoint = new KerasWeights(GraphOf(model), null).Open(PathOf(weights), byName: false);
        var read = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (string key in checkpoint.Keys)
        {
            var entry = checkpoint.Find(key)!;
            Assert.Equal(DataType.Float, entry.DataType);
            var values = new float[entry.ElementCount];
            checkpoint.Read(entry, MemoryMarshal.AsBytes(values.AsSpan()));
            read.Add(key, values);
        }

        return read;
    }

    private static KerasGraph GraphOf(string model)
    {
        using var file = KerasFile.Open(PathOf(model));
        return KerasGraphBuilder.Build(file.ReadConfig(), DeclaredLayers.None, new ArchiveAssets(file.Archive));
    }
}
