using TypedModels.Generator.Diagnostics;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>
/// The names of one scope. Names that differ in case alone count as one: parameters and JSON properties are made from them in other cases, and nobody should have to tell them apart.
/// </summary>
/// <param name="diagnostics">Takes what is wrong.</param>
internal sealed class NameTable(List<DiagnosticModel> diagnostics)
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Enters the names of one thing.</summary>
    /// <param name="owner">What is named, as the beginning of a sentence.</param>
    /// <param name="names">Its names, the first the one it is known by.</param>
    /// <param name="suggest">The <c>[TfName]</c> that gives it the name it is called with.</param>
    /// <returns>The other thing that has one of the names, or null when there is none.</returns>
    public string? Enter(string owner, IReadOnlyList<string> names, Func<string, NameModel> suggest)
    {
        string? taken = names.FirstOrDefault(_owners.ContainsKey);
        if (taken is null)
        {
            foreach (string name in names)
            {
                _owners[name] = owner;
            }

            return null;
        }

        string other = _owners[taken];
        string free = Free(names[0]);
        _owners[free] = owner;
        diagnostics.Add(DiagnosticModels.NameClash(other, LowerFirst(owner), taken, suggest(free)));
        return other;
    }

    private string Free(string name)
    {
        int number = 2;
        while (_owners.ContainsKey(name + number))
        {
            number++;
        }

        return name + number;
    }

    private static string LowerFirst(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence.Substring(1);
}
