using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Extraction;

/// <summary>Finds signatures that are the same call under another key: equal arguments and the same computation. Exporters write such twins (<c>serve</c> and <c>serving_default</c>).</summary>
internal static class AliasFinder
{
    private const string Default = "serving_default";

    /// <summary>The signatures, with <see cref="SignatureContract.AliasOf"/> set on all but one of each group of twins: the default signature, or the first by key.</summary>
    public static IEnumerable<SignatureContract> MarkAliases(MetaGraphDocument metaGraph, IReadOnlyList<SignatureContract> signatures)
    {
        var originals = new Dictionary<string, string>(StringComparer.Ordinal);
        var documents = metaGraph.Signatures.ToDictionary(signature => signature.Key, StringComparer.Ordinal);
        var digest = new ComputationDigest(metaGraph);
        foreach (var candidates in signatures.GroupBy(signature => (signature.Inputs, signature.Outputs)).Where(group => group.Count() > 1))
        {
            foreach (var twins in candidates.GroupBy(signature => digest.Of(documents[signature.Key]), StringComparer.Ordinal))
            {
                string original = twins.OrderBy(signature => signature.Key != Default).ThenBy(signature => signature.Key, StringComparer.Ordinal).First().Key;
                foreach (var twin in twins.Where(signature => signature.Key != original))
                {
                    originals.Add(twin.Key, original);
                }
            }
        }

        return signatures.Select(signature => originals.TryGetValue(signature.Key, out string? original) ? signature with { AliasOf = original } : signature);
    }
}
