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
        const string Digits = "0123456789abcdef";
        byte[] hash = Sha256.Hash(bytes);
        char[] text = new char[2 * hash.Length];
        for (int i = 0; i < hash.Length; i++)
        {
            (text[2 * i], text[(2 * i) + 1]) = (Digits[hash[i] >> 4], Digits[hash[i] & 15]);
        }

        return new string(text);
    }
}
