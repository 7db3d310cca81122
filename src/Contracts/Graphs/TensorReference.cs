using System.Globalization;

namespace TypedModels.Graphs;

/// <summary>A tensor as users and graphs name it: a node and the index of one of its outputs.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Index">The output's index.</param>
internal readonly record struct TensorReference(string Node, int Index)
{
    /// <summary>Reads <c>node:index</c>; <c>node</c> alone means its first output.</summary>
    /// <returns>Null when the text names no tensor.</returns>
    public static TensorReference? TryParse(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return text.Length > 0 && text[0] != '^' ? new TensorReference(text, 0) : null;
        }

        string digits = text.Substring(colon + 1);
        bool isIndex = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        return isIndex && colon > 0 ? new TensorReference(text.Substring(0, colon), index) : null;
    }

    /// <summary>The name as TensorFlow writes it, with the index.</summary>
    public override string ToString() => $"{Node}:{Index.ToString(CultureInfo.InvariantCulture)}";
}
