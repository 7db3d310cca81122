using TypedModels.Formats.Extraction;
using TypedModels.Generator.Diagnostics;
using TypedModels.Generator.Model;
using TypedModels.Graphs;

namespace TypedModels.Generator.Parsing;

/// <summary>Adds the signatures that a class declares to those of its model.</summary>
internal sealed class DeclaredSignatures(HostModel host, GraphList graph, List<DiagnosticModel> diagnostics)
{
    /// <summary>The contract with the declared signatures behind the model's own; those that do not fit the graph are reported and left out.</summary>
    public ModelContract AddTo(ModelContract contract, CancellationToken cancellationToken)
    {
        var resolver = new SignatureResolver(graph, host.Scope);
        var signatures = new List<SignatureContract>(contract.Signatures);
        var operations = new SortedSet<string>(contract.Operations, StringComparer.Ordinal);
        for (int i = 0; i < host.Signatures.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var declared = host.Signatures[i];
            if (WhyInvalidName(declared.Key, i, contract) is { } why)
            {
                diagnostics.Add(DiagnosticModels.InvalidSignature(declared.Key, why, new(AnchorKind.Signature, i)));
                continue;
            }

            var resolved = resolver.Resolve(declared);
            diagnostics.AddRange(resolved.Problems.Select(problem => DiagnosticModels.SignatureProblem(host.Path, declared.Key, i, problem)));
            if (resolved is { Contract: { } signature, Problems.Count: 0 })
            {
                operations.UnionWith(resolved.Operations);
                signatures.Add(signature with { StateChanges = resolved.Operations.Where(StateChange.IsOne).ToValueList() });
            }
        }

        return contract with { Signatures = signatures.ToValueList(), Operations = operations.ToValueList() };
    }

    private string? WhyInvalidName(string key, int index, ModelContract contract) =>
        key.Trim().Length == 0 ? "it has no name"
        : contract.Signatures.Any(signature => signature.Key == key) ? "the model has a signature of that name: give this one another"
        : host.Signatures.Take(index).Any(other => other.Key == key) ? "another one has that name already"
        : null;
}
