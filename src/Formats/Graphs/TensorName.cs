using System.Globalization;

namespace TypedModels.Formats.Graphs;

/// <summary>The name of a tensor of a graph: a node and the index of one of its outputs.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Index">The output's index.</param>
internal readonly record struct TensorName(string Node, int Index)
{
    /// <summary>Reads <c>node:index</c>; <c>node</c> alone means its first output.</summary>
    /// <returns>Null when the text is empty or what follows the colon is no index.</returns>
    public static TensorName? TryParse(string text)
    {
        int colon = text.IndexOf(':');
        if (colon < 0)
        {
            return text.Length > 0 ? new TensorName(text, 0) : null;
        }

        string digits = text.Substring(colon + 1);
        bool isIndex = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        return isIndex && colon > 0 ? new TensorName(text.Substring(0, colon), index) : null;
    }

    /// <summary>The name as TensorFlow writes it, with the index.</summary>
    public override string ToString() => $"{Node}:{Index.ToString(CultureInfo.InvariantCulture)}";
}
