using System.Globalization;
using System.Text;

namespace TypedModels.Keras.Graphs;

/// <summary>The names of a graph's nodes: unique, under the scope that is open, of the letters that TensorFlow allows.</summary>
/// <param name="limits">Counts their letters.</param>
internal sealed class NodeNames(GraphLimits limits)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.OrdinalIgnoreCase);
    private string _scope = "";

    /// <summary>A name that no node has, under the open scope.</summary>
    public string Take(string name) => TakeFromRoot(_scope + Allowed(name));

    /// <summary>A name that no node has, whatever scope is open.</summary>
    public string TakeFromRoot(string wanted)
    {
        string free = wanted;
        limits.AddName(free);
        while (!_taken.Add(free))
        {
            limits.AddName(free);
            _next.TryGetValue(wanted, out int last);
            _next[wanted] = last + 1;
            free = wanted + "_" + (last + 1).ToString(CultureInfo.InvariantCulture);
        }

        _exact.Add(free);
        return free;
    }

    /// <summary>Takes a name as it is, whatever scope is open; false when a node has it.</summary>
    public bool TryTake(string name)
    {
        limits.AddName(name);
        _taken.Add(name);
        return _exact.Add(name);
    }

    /// <summary>Opens a scope inside the one that is open; disposed, it is closed.</summary>
    public IDisposable Open(string scope)
    {
        var closer = new Closer(this, _scope);
        _scope += Allowed(scope) + "/";
        limits.AddName(_scope);
        return closer;
    }

    /// <summary>A name of the letters that nodes may have, where Keras allows any.</summary>
    public static string Allowed(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char letter in name)
        {
            bool isAllowed = letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' || (text.Length > 0 && letter is '_' or '-' or '/');
            text.Append(isAllowed ? letter : text.Length > 0 ? '_' : 'x');
        }

        return text.Length == 0 ? "x" : text.ToString();
    }

    private sealed class Closer(NodeNames names, string outer) : IDisposable
    {
        public void Dispose() => names._scope = outer;
    }
}
