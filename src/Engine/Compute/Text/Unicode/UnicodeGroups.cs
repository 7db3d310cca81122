namespace TypedModels.Engine.Text;

/// <summary>The classes that <c>\p{…}</c> names: categories, their families, scripts, and <c>Any</c>.</summary>
internal static class UnicodeGroups
{
    /// <summary>The ranges of a class, or null when there is none of that name.</summary>
    public static List<(int First, int Last)>? Find(string name)
    {
        if (name == "Any")
        {
            return [(0, CodePointSet.MaximumCodePoint)];
        }

        string[] categories = CategoryData.Names;
        if (Array.Exists(categories, category => category == name || category[..1] == name))
        {
            return CodePointRuns.Ranges(CategoryData.Runs, number => number != CategoryData.Unassigned && categories[number].StartsWith(name, StringComparison.Ordinal));
        }

        int script = Array.IndexOf(RegexScriptData.Names, name);
        return script < 0 ? null : CodePointRuns.Ranges(RegexScriptData.Runs, number => number == script);
    }
}
