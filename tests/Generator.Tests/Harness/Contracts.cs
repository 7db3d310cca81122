namespace TypedModels.Generator.Tests.Harness;

/// <summary>Writes contracts for tests.</summary>
internal static class Contracts
{
    /// <summary>A contract with one tag set, <c>serve</c>; the fingerprint is computed.</summary>
    /// <param name="path">The model's path.</param>
    /// <param name="signatures">The lines of the signatures.</param>
    public static ContractText Of(string path, string signatures) => OfTagSets(path, ("serve", signatures));

    /// <summary>The contract of a graph that is one file: without tags, signatures and operations.</summary>
    public static ContractText OfGraph(string path) => OfTagSets(path, "", ("", ""));

    /// <summary>A contract whose signatures run the given operations.</summary>
    public static ContractText OfOperations(string path, string signatures, string operations) => OfTagSets(path, operations, ("serve", signatures));

    /// <summary>A contract with several tag sets.</summary>
    public static ContractText OfTagSets(string path, params (string Tags, string Signatures)[] tagSets) => OfTagSets(path, "Add Identity", tagSets);

    private static ContractText OfTagSets(string path, string operations, params (string Tags, string Signatures)[] tagSets)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        string text = $"typedmodels contract 1\nmodel {name}\npath {path}\n";
        foreach (var (tags, signatures) in tagSets)
        {
            string lines = signatures.ReplaceLineEndings("\n").TrimEnd();
            string body = $"tags {tags}\n{lines}{(lines.Length == 0 ? "" : "\n")}operations {operations}\n";
            text += body + $"fingerprint {Fingerprint($"typedmodels contract 1\nmodel {name}\npath {path}\n{body}")}\n";
        }

        return new ContractText(FileOf(path), text);
    }

    /// <summary>A contract file with just this text.</summary>
    public static ContractText Raw(string path, string text) => new(FileOf(path), text);

    private static string FileOf(string path) => $"/project/obj/{path.Replace('/', '.')}.tfcontract";

    /// <summary>The reader says which fingerprint it expects.</summary>
    private static string Fingerprint(string text)
    {
        var problem = Assert.Throws<ContractFormatException>(() => ContractReader.Read(text + "fingerprint ?\n")).Problem;
        const string Before = "the fingerprint of the lines above is ";
        Assert.StartsWith(Before, problem);
        return problem[Before.Length..problem.IndexOf(',')];
    }
}
