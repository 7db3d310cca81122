using System.Globalization;

namespace TypedModels.Benchmarks;

/// <summary>The name of a model that says how many blocks it has.</summary>
/// <param name="Series">What the blocks are: the name of all models of them.</param>
/// <param name="Blocks">How many there are.</param>
internal readonly record struct DepthName(string Series, int Blocks)
{
    /// <summary>Takes apart <c>SERIES_BLOCKS</c>; null for other names.</summary>
    public static DepthName? TryParse(string model)
    {
        int line = model.LastIndexOf('_');
        return line > 0 && int.TryParse(model.AsSpan(line + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int blocks) && blocks > 0 ? new DepthName(model[..line], blocks) : null;
    }
}
