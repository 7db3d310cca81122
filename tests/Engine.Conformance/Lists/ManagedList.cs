using System.Text;
using TypedModels.Engine.Conformance.Families;
using TypedModels.Engine.Kernels;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;

namespace TypedModels.Engine.Conformance.Lists;

/// <summary>Writes which of TensorFlow's operations the managed engine has.</summary>
internal static class ManagedList
{
    // Constants are read where the graph is imported; arguments are what functions are called with.
    private static readonly string[] s_imported = ["Const", "_Arg", "_Retval"];

    /// <summary>The names of the operations that the engine has, one a line, in ordinal order.</summary>
    public static string WriteNames() => string.Concat(Names.Order(StringComparer.Ordinal).Select(name => name + "\n"));

    /// <summary>The page of all operations.</summary>
    public static string WritePage()
    {
        string[] all = [.. OperationTable.Names.Where(name => name[0] != '_')];
        var managed = Names.ToHashSet(StringComparer.Ordinal);
        var recorded = CaseFamilies.All.SelectMany(family => family.Build()).CountBy(question => question.Operation).ToDictionary(StringComparer.Ordinal);
        var page = new StringBuilder();
        page.Append($"""
            # Operations

            The operations of TensorFlow 2.16.2, and which of them the managed engine has: {all.Count(managed.Contains)} of {all.Length}. On TensorFlow's own library all of them run.
            `dotnet run --project tests/Engine.Conformance -- list-managed` writes this page; a test fails when it is stale.

            *Types* are those of the engine; an operation without a choice of types has none to name. *Cases* counts the single-operation graphs whose answers, recorded from TensorFlow's library,
            the tests hold the engine to (`tests/Engine.Conformance`).

            | operation | managed engine | types | cases |
            |---|---|---|--:|

            """.ReplaceLineEndings("\n"));
        foreach (string name in all)
        {
            bool has = managed.Contains(name);
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {name} | {(has ? "yes" : "")} | {(has ? Types(name) : "")} | {(has && recorded.TryGetValue(name, out int count) ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")} |\n");
        }

        return page.ToString();
    }

    private static IEnumerable<string> Names => KernelTable.Default.Rows.Select(row => row.Operation).Concat(s_imported).Distinct();

    private static string Types(string name)
    {
        var definition = OperationTable.Find(name)!;
        var row = KernelTable.Default.Find(name);
        return string.Join("; ", definition.Attributes.Where(attribute => attribute.Type == "type").Select(attribute => Types(attribute, row)).Where(text => text.Length > 0));
    }

    private static string Types(OperationAttribute attribute, KernelRow? row)
    {
        if (row is null || row.Types.All(rule => rule.Attribute != attribute.Name))
        {
            return "";
        }

        var types = row.Types.First(rule => rule.Attribute == attribute.Name).Types;

        var allowed = attribute.AllowedTypes.Length > 0 ? attribute.AllowedTypes : types.Types.Concat(DataTypeSet.NarrowFloat.Types).Distinct();
        string[] words = [.. allowed.Where(type => types.Contains(row.ComputedIn(attribute.Name, type))).Select(type => type.ToWord()).Distinct().Order(StringComparer.Ordinal)];
        return words.Length == 0 ? "" : $"{attribute.Name}: {string.Join(" ", words)}";
    }
}
