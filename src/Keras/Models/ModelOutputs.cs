using System.Globalization;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Models;

/// <summary>Names what a model gives: by the keys of its dictionary, else by the layers that give it.</summary>
internal static class ModelOutputs
{
    /// <summary>A key for each output.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">The number of its outputs.</param>
    public static IReadOnlyList<string> KeysOf(KerasModelConfig model, int count)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var keys = new List<string>();
        for (int i = 0; i < count; i++)
        {
            string name = model.IsSequential ? LastOf(model) : model.Outputs[i].Key ?? model.Outputs[i].Tensor.Layer;
            string key = name;
            while (!taken.Add(key))
            {
                numbers.TryGetValue(name, out int number);
                numbers[name] = ++number;
                key = name + "_" + number.ToString(CultureInfo.InvariantCulture);
            }

            keys.Add(key);
        }

        return keys;
    }

    private static string LastOf(KerasModelConfig model) => model.Layers.Count > 0 && model.Layers[model.Layers.Count - 1].Name is { Length: > 0 } name ? name : "output";
}
