using System.Text;

namespace TypedModels.Runtime.Variables;

/// <summary>Says all that does not fit between a model's variables and a checkpoint.</summary>
internal static class MismatchText
{
    // A message that lists every weight of a large network helps nobody.
    private const int MostListed = 12;

    /// <summary>The lines of a message: what is missing, what differs, what is left over.</summary>
    public static string Of(CheckpointMatch match)
    {
        var text = new StringBuilder();
        Add(text, "missing", match.Missing.Select(variable => $"{variable} {variable.Description}{Hint(match, variable)}"));
        Add(text, "differs", match.Mismatched.Select(found => $"{found.Variable} is {found.Variable.Description}, the checkpoint has {found.Found}"));
        Add(text, "unexpected", match.Unexpected);
        return text.ToString();
    }

    private static string Hint(CheckpointMatch match, ModelVariable variable) =>
        match.Nearest(variable) is [var nearest, ..] ? $" (the checkpoint has '{nearest}')" : "";

    private static void Add(StringBuilder text, string what, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        foreach (string line in all.Take(MostListed))
        {
            text.Append("\n  ").Append(what).Append(": ").Append(line);
        }

        if (all.Length > MostListed)
        {
            text.Append($"\n  {what}: {all.Length - MostListed} more");
        }
    }
}
