using System.Globalization;

namespace TypedModels.Benchmarks;

/// <summary>The races of one number of threads and one batch, as a table.</summary>
internal static class RaceTable
{
    private const string Missing = "–";

    /// <summary>Makes it.</summary>
    public static MarkdownTable Of(IReadOnlyList<RaceRow> races)
    {
        var others = PeerNames.All.Where(kind => kind != PeerKind.Managed).ToArray();
        return new MarkdownTable(
            ["model", "managed, µs", .. others.Select(kind => $"× {kind.Name()}"), "bytes a call", "difference, tolerances"],
            [.. races.Select(race => (string[])
            [
                race.Model,
                Find(race, PeerKind.Managed) is { } managed ? Number(managed.Microseconds, "0.0") : Missing,
                .. others.Select(kind => Find(race, kind) is { } peer ? Number(peer.Ratio, "0.00") : Missing),
                Number(race.BytesPerCall, "0"),
                Number(race.LargestDifference, "0.00"),
            ])]);
    }

    private static PeerTime? Find(RaceRow race, PeerKind kind) => race.Peers.FirstOrDefault(peer => peer.Peer == kind);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
