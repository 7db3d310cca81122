using System.Globalization;
using TypedModels.Formats.Json;

namespace TypedModels.Keras.Tests.Fuzz;

/// <summary>Models of layers and operations behind one another that were chosen by chance: what one gives is often not what the next takes.</summary>
internal static class LayerChains
{
    private const int MostLayers = 4;

    /// <summary>Models, the same each time.</summary>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<(string Name, string Json)> Of(int count)
    {
        CorpusEntry[] entries = [.. CorpusEntry.Layers.Concat(CorpusEntry.Operations).Where(entry => entry.Inputs.Count == 1)];
        return [.. Enumerable.Range(0, count).Select(seed => Of(entries, new Random(seed)))];
    }

    private static (string Name, string Json) Of(CorpusEntry[] entries, Random random)
    {
        var chain = Enumerable.Range(0, random.Next(2, MostLayers + 1)).Select(_ => entries[random.Next(entries.Length)]).ToArray();
        var layers = new List<string>();
        for (int i = 0; i < chain.Length; i++)
        {
            string inner = JsonReader.Read(chain[i].ToKeras3(CorpusEntry.Layers.Contains(chain[i]) ? "keras.layers" : "keras.src.ops.numpy"), "test")["config"]!["layers"]!.Items[^1].ToString();
            layers.Add(inner.Replace("\"layer\"", $"\"{Name(i)}\"", StringComparison.Ordinal).Replace("\"x0\"", i == 0 ? "\"x0\"" : $"\"{Name(i - 1)}\"", StringComparison.Ordinal));
        }

        string input = $$$"""{"class_name":"InputLayer","name":"x0","config":{"name":"x0","batch_shape":[{{{chain[0].Inputs[0].Shape}}}],"dtype":"{{{chain[0].Inputs[0].Type}}}"},"inbound_nodes":[]}""";
        return (
            string.Join(" ", chain.Select(entry => entry.ClassName)),
            $$$"""{"class_name":"Functional","keras_version":"3.5.0","config":{"name":"model","layers":[{{{input}}},{{{string.Join(",", layers)}}}],"input_layers":[["x0",0,0]],"output_layers":[["{{{Name(chain.Length - 1)}}}",0,0]]}}""");
    }

    private static string Name(int index) => "layer_" + index.ToString(CultureInfo.InvariantCulture);
}
