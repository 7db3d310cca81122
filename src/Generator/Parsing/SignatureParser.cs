using TypedModels.Generator.Diagnostics;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>Decides which signatures get methods, and what these are called.</summary>
internal sealed class SignatureParser(HostModel host, ModelContract contract, List<DiagnosticModel> diagnostics)
{
    private const string DefaultKey = "serving_default";
    private const string DefaultName = "Predict";

    private readonly GivenNames _given = new(host, contract, diagnostics);

    /// <summary>The signatures that get methods, in the contract's order.</summary>
    public ValueList<SignatureModel> Parse(CancellationToken cancellationToken)
    {
        var models = new List<SignatureModel>();
        int unsupported = 0;
        foreach (var (position, signature) in Distinct())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!CheckOutputs(signature) || !CheckTypes(signature))
            {
                unsupported++;
            }
            else if (NameOf(signature) is { } name && new ArgumentParser(signature, name, HandlerOf(signature), _given, diagnostics).Parse(position, AliasesOf(signature)) is { } model)
            {
                models.Add(model);
            }
        }

        bool areMissing = contract.Signatures.Count == 0 && host.Signatures.Count == 0; // Declared ones that do not fit are reported already.
        if (areMissing || (contract.Signatures.Count > 0 && unsupported == Distinct().Count()))
        {
            string what = unsupported == 0 ? "no signature" : "only signatures without outputs or whose arguments cannot leave the graph";
            diagnostics.Add(DiagnosticModels.NoSignature(host.Path, what));
        }

        return WithoutClashes(models);
    }

    /// <summary>A variation of <paramref name="name"/> that is not among <paramref name="taken"/>.</summary>
    public static string FreeName(string name, IEnumerable<string> taken)
    {
        string[] all = [.. taken];
        string free = name;
        for (int number = 2; all.Contains(free); number++)
        {
            free = name + number;
        }

        return free;
    }

    /// <summary>The signatures without those that are the same as another one, unless a <c>[TfName]</c> asks for them.</summary>
    private IEnumerable<(int Position, SignatureContract Signature)> Distinct() => contract.Signatures
        .Select((signature, position) => (position, signature))
        .Where(item => !IsAlias(item.signature) || _given.Signature(item.signature.Key) is not null);

    private bool IsAlias(SignatureContract signature) =>
        signature.AliasOf is { } original && contract.Signatures.Any(candidate => candidate.Key == original && candidate.AliasOf is null);

    private ValueList<string> AliasesOf(SignatureContract signature) =>
        contract.Signatures.Where(candidate => candidate.AliasOf == signature.Key).Select(candidate => candidate.Key).ToValueList();

    private bool CheckOutputs(SignatureContract signature)
    {
        if (signature.Outputs.Count > 0)
        {
            return true;
        }

        diagnostics.Add(DiagnosticModels.NoOutputs(signature.Key));
        return false;
    }

    private bool CheckTypes(SignatureContract signature)
    {
        foreach (var (role, argument) in signature.Inputs.Select(input => ("input", input)).Concat(signature.Outputs.Select(output => ("output", output))))
        {
            if (argument.Encoding == ArgumentEncoding.Composite)
            {
                diagnostics.Add(DiagnosticModels.UnsupportedType(signature.Key, role, argument.Key, "a composite value of kind " + argument.TypeSpec, "of which TypedModels takes apart sparse and ragged ones only"));
                return false;
            }

            if (ElementTypes.Find(argument.DataType) is null)
            {
                diagnostics.Add(DiagnosticModels.UnsupportedType(signature.Key, role, argument.Key, argument.DataType.ToWord(), ElementTypes.WhyUnsupported(argument.DataType)));
                return false;
            }
        }

        return true;
    }

    private string? NameOf(SignatureContract signature)
    {
        string? name = _given.Signature(signature.Key) ?? (signature.Key == DefaultKey ? DefaultName : Identifier.Pascal(signature.Key));
        if (name is null)
        {
            diagnostics.Add(DiagnosticModels.UnusableName($"The signature '{signature.Key}'", new(signature.Key, null, "Signature")));
            return null;
        }

        foreach (var (sibling, isType) in Siblings(name))
        {
            if (ReservedNames.OwnerOfMember(sibling, host, isType) is { } owner)
            {
                diagnostics.Add(DiagnosticModels.ReservedName($"The signature '{signature.Key}'", sibling, owner, new(signature.Key, null, "Run" + name)));
                return null;
            }
        }

        return name;
    }

    /// <summary>The name of the parameter of <c>Fake</c> for a signature that has a name.</summary>
    private string HandlerOf(SignatureContract signature) =>
        _given.Signature(signature.Key) is { } given ? Identifier.LowerFirst(given)
        : signature.Key == DefaultKey ? Identifier.LowerFirst(DefaultName)
        : Identifier.Camel(signature.Key)!;

    /// <summary>Every member that a signature's name leads to. All count, emitted or not: what clashes must not depend on a signature's types.</summary>
    private static (string Name, bool IsType)[] Siblings(string name) =>
        [(name, false), (name + "Into", false), (name + "Async", false), (name + "Result", true), (name + "Sizes", true), (name + "Handler", true)];

    private ValueList<SignatureModel> WithoutClashes(List<SignatureModel> models)
    {
        var table = new NameTable(diagnostics);
        var clashing = new HashSet<string>();
        foreach (var model in models)
        {
            string owner = $"The signature '{model.Key}'";
            string[] names = [.. Siblings(model.Name).Select(sibling => sibling.Name)];
            if (table.Enter(owner, names, free => new(model.Key, null, free)) is { } other)
            {
                clashing.Add(owner);
                clashing.Add(other);
            }
        }

        return models.Where(model => !clashing.Contains($"The signature '{model.Key}'")).ToValueList();
    }
}
