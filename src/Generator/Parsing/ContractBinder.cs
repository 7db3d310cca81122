using System.Collections.Immutable;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>Finds the contract of a host's model.</summary>
internal static class ContractBinder
{
    /// <summary>The host with the contract for its path.</summary>
    /// <param name="host">The class.</param>
    /// <param name="contracts">All contracts.</param>
    /// <param name="graphs">The lists of graphs.</param>
    /// <param name="ambiguousHosts">What <see cref="HintNames.FindAmbiguous"/> found.</param>
    /// <param name="facts">What is known of the project.</param>
    public static BoundModel Bind(HostModel host, ImmutableArray<ContractModel> contracts, ImmutableArray<GraphModel> graphs, ValueList<string> ambiguousHosts, CompilationFacts facts)
    {
        string path = ModelPath.Normalize(host.Path);
        ContractModel? found = null;
        string? other = null;
        foreach (var contract in contracts)
        {
            if (contract.Path == path)
            {
                other ??= found is not null && found.Document != contract.Document ? contract.FileName : null;
                found ??= contract;
            }
        }

        found ??= contracts.FirstOrDefault(contract => contract.Path.Length == 0 && IsNamedAfter(contract.FileName, path));
        var graph = host.NeedsGraph ? graphs.FirstOrDefault(candidate => candidate.Path == path) : null;
        return new(host, found, graph, other, found is null ? KnownPaths(contracts) : [], HintNames.Of(host.Key, ambiguousHosts), facts);
    }

    /// <summary>Whether a contract too damaged to tell its path is probably the one of <paramref name="path"/>: the names of files begin with the last part of it.</summary>
    private static bool IsNamedAfter(string fileName, string path) =>
        path.Length > 0 && fileName.StartsWith(path.Substring(path.LastIndexOf('/') + 1) + ".", StringComparison.Ordinal);

    private static ValueList<string> KnownPaths(ImmutableArray<ContractModel> contracts) => contracts
        .Select(contract => contract.Path)
        .Where(path => path.Length > 0)
        .Distinct()
        .OrderBy(path => path, StringComparer.Ordinal)
        .ToValueList();
}
