using System.Globalization;
using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Transforms;

/// <summary>Gives names to new nodes of a graph.</summary>
/// <param name="nodes">The nodes that are there.</param>
internal sealed class FreshNames(NodeTable nodes)
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    // Where the search for a number goes on: a thousand nodes that want one name must not try a million.
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>The wanted name, or the same with a number, as TensorFlow writes it; it is not given again.</summary>
    public string Take(string wanted)
    {
        string name = wanted;
        for (int number = _next.TryGetValue(wanted, out int next) ? next : 1; nodes.IndexOf(name) >= 0 || !_given.Add(name); number++)
        {
            name = wanted + "_" + number.ToString(CultureInfo.InvariantCulture);
            _next[wanted] = number + 1;
        }

        return name;
    }

    /// <summary>The wanted scope (without its slash), or the same with a number: no node of the graph lies in it.</summary>
    public string TakeScope(string wanted)
    {
        var scopes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            int slash = node.Name.IndexOf('/');
            scopes.Add(slash < 0 ? node.Name : node.Name.Substring(0, slash));
        }

        string name = wanted;
        for (int number = 1; scopes.Contains(name) || !_given.Add(name); number++)
        {
            name = wanted + "_" + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
