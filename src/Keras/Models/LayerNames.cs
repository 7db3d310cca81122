using System.Globalization;
using System.Text.RegularExpressions;

namespace TypedModels.Keras.Models;

/// <summary>What Keras 3 calls the groups of a model's layers in a file of weights: the class in snake case, numbered in the order of the layers (<c>keras/src/saving/saving_lib.py</c>).</summary>
internal sealed class LayerNames
{
    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);

    /// <summary>The name of the next layer's group.</summary>
    public string Next(string className)
    {
        string name = ToSnakeCase(className);
        if (!_used.TryGetValue(name, out int count))
        {
            _used.Add(name, 1);
            return name;
        }

        _used[name] = count + 1;
        return name + "_" + count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A class's name in lower case, with underscores between words (<c>keras/src/utils/naming.py</c>).</summary>
    public static string ToSnakeCase(string className)
    {
        // re.sub(r"\W+", ""), then re.sub("(.)([A-Z][a-z]+)", r"\1_\2"), then re.sub("([a-z])([A-Z])", r"\1_\2").
        string name = new([.. className.Where(letter => char.IsLetterOrDigit(letter) || letter == '_')]);
        name = Regex.Replace(name, "(.)([A-Z][a-z]+)", "$1_$2");
        name = Regex.Replace(name, "([a-z])([A-Z])", "$1_$2");
        return name.ToLowerInvariant();
    }
}
