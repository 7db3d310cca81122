using TypedModels.Formats;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers.Preprocessing.Lookups;

/// <summary>The tokens that a layer knows, without those that stand for none or for others.</summary>
/// <param name="Tokens">The tokens, in order.</param>
/// <param name="GivenCount">How many were given, with those that stand for none or for others.</param>
internal sealed record Vocabulary(IReadOnlyList<string> Tokens, int GivenCount)
{
    /// <summary>Whether those that stand for none and for others were given too.</summary>
    public bool HadSpecialTokens => Tokens.Count < GivenCount;

    /// <summary>What <c>IndexLookup.set_vocabulary</c> makes of a vocabulary.</summary>
    /// <exception cref="ModelFormatException">Keras would refuse it.</exception>
    public static Vocabulary Of(IReadOnlyList<string> given, LookupSettings settings)
    {
        if (given.Count == 0)
        {
            throw KerasFault.Damaged("its vocabulary is empty");
        }

        var tokens = BeginsWithSpecialTokens(given, settings) ? [.. given.Skip((int)settings.TokenStart)] : given;
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (string token in tokens)
        {
            if (!known.Add(token))
            {
                throw KerasFault.Damaged($"its vocabulary has '{token}' more than once");
            }
        }

        if (settings.MaskToken is { } mask && known.Contains(mask))
        {
            throw KerasFault.Damaged($"its vocabulary has its mask_token '{mask}' elsewhere than at the start");
        }

        if (settings.Inverts && known.Contains(settings.OtherToken!))
        {
            throw KerasFault.Damaged($"its vocabulary has its oov_token '{settings.OtherToken}' elsewhere than at the start");
        }

        return settings.TokenStart + tokens.Count is var count && count > (settings.MostTokens ?? int.MaxValue)
            ? throw KerasFault.Damaged($"its vocabulary comes to {count} tokens, and it may have {settings.MostTokens ?? int.MaxValue}")
            : new Vocabulary(tokens, given.Count);
    }

    private static bool BeginsWithSpecialTokens(IReadOnlyList<string> given, LookupSettings settings)
    {
        if (settings.TokenStart > given.Count)
        {
            return false;
        }

        for (int i = 0; i < settings.TokenStart; i++)
        {
            if (given[i] != (i < settings.OtherStart ? settings.MaskToken : settings.OtherToken))
            {
                return false;
            }
        }

        return true;
    }
}
