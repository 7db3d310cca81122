namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>How the values of a cross are put together.</summary>
/// <param name="Separator">What stands between texts.</param>
/// <param name="Buckets">The number of different hashes; 0 for as many as fit.</param>
/// <param name="Seed">The fingerprint to begin with, or null to begin with the first value's.</param>
/// <param name="Key">The key of texts' hashes, or null for fingerprints.</param>
/// <param name="HashesIntegers">Whether integers are hashed too; else they stand for themselves.</param>
internal readonly record struct CrossHasher(ReadOnlyMemory<byte> Separator, long Buckets, ulong? Seed, (ulong First, ulong Second)? Key, bool HashesIntegers = false);
