using TypedModels.Generator.Diagnostics;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>The names that <c>[TfName]</c>s give, checked.</summary>
internal sealed class GivenNames
{
    private readonly Dictionary<(string Signature, string? Argument), string> _names = [];

    /// <summary>Takes the names of <paramref name="host"/> that stand for something in <paramref name="contract"/>; reports the others.</summary>
    public GivenNames(HostModel host, ModelContract contract, List<DiagnosticModel> diagnostics)
    {
        for (int i = 0; i < host.Names.Count; i++)
        {
            var given = host.Names[i];
            if (Unknown(given, contract) is var (what, known))
            {
                diagnostics.Add(DiagnosticModels.UnusedName(i, what, known));
            }
            else if (WhyInvalid(given) is { } why)
            {
                diagnostics.Add(DiagnosticModels.InvalidName(i, given.Name, Describe(given), why));
            }
            else
            {
                _names[(given.Signature, given.Argument)] = given.Name;
            }
        }
    }

    /// <summary>The name given to a signature, or null.</summary>
    public string? Signature(string key) => _names.TryGetValue((key, null), out string name) ? name : null;

    /// <summary>The name given to an argument, or null.</summary>
    public string? Argument(string signature, string key) => _names.TryGetValue((signature, key), out string name) ? name : null;

    private static (string What, string Known)? Unknown(NameModel given, ModelContract contract)
    {
        var signature = contract.Signatures.FirstOrDefault(candidate => candidate.Key == given.Signature);
        if (signature is null)
        {
            return ($"signature '{given.Signature}'", Listing.Of(contract.Signatures.Select(candidate => candidate.Key)));
        }

        string[] arguments = [.. signature.Inputs.Concat(signature.Outputs).Select(argument => argument.Key).Distinct()];
        return given.Argument is null || arguments.Contains(given.Argument)
            ? null
            : ($"argument '{given.Argument}' of signature '{given.Signature}'", Listing.Of(arguments));
    }

    private string? WhyInvalid(NameModel given) =>
        !Identifier.IsValid(given.Name) ? "a name begins with a letter and holds letters, digits and underscores"
        : _names.TryGetValue((given.Signature, given.Argument), out string other) ? $"another [TfName] calls it '{other}'"
        : null;

    private static string Describe(NameModel given) => given.Argument is null ? $"signature '{given.Signature}'" : $"argument '{given.Argument}' of signature '{given.Signature}'";
}
