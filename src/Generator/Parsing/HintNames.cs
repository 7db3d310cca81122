using System.Collections.Immutable;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>Names the emitted files. The compiler takes names that differ in case alone for one, and refuses everything over it.</summary>
internal static class HintNames
{
    /// <summary>The keys of hosts that differ from another one's in case alone, in ordinal order; nearly always none.</summary>
    public static ValueList<string> FindAmbiguous(ImmutableArray<HostModel> hosts) => hosts
        .Select(host => host.Key)
        .GroupBy(key => key, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .SelectMany(group => group)
        .OrderBy(key => key, StringComparer.Ordinal)
        .ToValueList();

    /// <summary>The name of the file for the host <paramref name="key"/>: the namespace and the types around it, with a number when it would be ambiguous.</summary>
    public static string Of(string key, ValueList<string> ambiguous)
    {
        int number = 1 + Array.IndexOf([.. ambiguous], key);
        return key.Replace('`', '_') + (number == 0 ? "" : "." + number.ToString(System.Globalization.CultureInfo.InvariantCulture)) + ".g.cs";
    }
}
