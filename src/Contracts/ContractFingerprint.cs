using System.Security.Cryptography;
using System.Text;

namespace TypedModels;

/// <summary>Computes what two models must have in common to stand in for each other.</summary>
internal static class ContractFingerprint
{
    /// <summary>SHA-256 of the lines that state the signatures' keys, arguments and defaults.</summary>
    public static string Of(ModelContract contract)
    {
        var builder = new StringBuilder();
        foreach (var signature in contract.Signatures)
        {
            ContractWriter.WritePromise(builder, signature);
        }

        return Digest(Encoding.UTF8.GetBytes(builder.ToString()));
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Digest(byte[] bytes)
    {
#if NET
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
#else
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(bytes).Select(value => value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
#endif
    }
}
