using System.Diagnostics;
using System.Runtime;

namespace TypedModels.Benchmarks;

/// <summary>Lets peers call in turn, round after round: what disturbs the machine disturbs all of them, and each round gives ratios of its own.</summary>
internal sealed class Race
{
    // Code is compiled once more, for speed, in the background some time after it was called often.
    private const int QuietSlices = 3, MostSlices = 50;

    private static readonly TimeSpan s_warmUpSlice = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_runUp = TimeSpan.FromMilliseconds(5);

    private readonly List<Entrant> _entrants;
    private readonly int _rounds;

    /// <param name="entrants">Those who race.</param>
    /// <param name="rounds">How many rounds.</param>
    public Race(IReadOnlyList<Entrant> entrants, int rounds)
    {
        _entrants = [.. entrants];
        _rounds = rounds;
        Calls = new int[entrants.Count];
        Microseconds = [.. entrants.Select(_ => new double[rounds])];
    }

    /// <summary>How many calls each makes in a round.</summary>
    public int[] Calls { get; }

    /// <summary>The time of a call, by entrant and round.</summary>
    public double[][] Microseconds { get; }

    /// <summary>Runs it.</summary>
    public void Run()
    {
        for (int i = 0; i < _entrants.Count; i++)
        {
            Quiet.Wait();
            WarmUp(_entrants[i]);
            Calls[i] = Math.Max(1, (int)(s_turn / _entrants[i].CallFor(s_turn).Time));
        }

        for (int round = 0; round < _rounds; round++)
        {
            for (int turn = 0; turn < _entrants.Count; turn++)
            {
                int index = (turn + round) % _entrants.Count;
                Microseconds[index][round] = Time(_entrants[index], Calls[index]);
            }
        }
    }

    /// <summary>The median of the ratios of two entrants' times.</summary>
    public double Ratio(int entrant, int other) => Median.OfRatios(Microseconds[entrant], Microseconds[other]);

    /// <summary>What came out for those who called the same: the managed engine and others.</summary>
    /// <param name="model">What they called.</param>
    /// <param name="peers">Who they are.</param>
    /// <param name="largestDifference">How far their answers were apart, in tolerances.</param>
    public RaceRow RowOf(ModelCase model, IReadOnlyList<Entrant> peers, double largestDifference)
    {
        var managed = peers.First(entrant => entrant.Kind == PeerKind.Managed);
        return new RaceRow
        {
            Model = model.Name,
            Batch = model.Batch,
            Side = model.Side,
            Threads = managed.Threads,
            Rounds = _rounds,
            LargestDifference = largestDifference,
            BytesPerCall = managed.BytesPerCall(),
            Peers = [.. peers.Select(peer => TimeOf(peer, managed))],
        };
    }

    private PeerTime TimeOf(Entrant peer, Entrant managed)
    {
        var (mine, ours) = (_entrants.IndexOf(peer), _entrants.IndexOf(managed));
        double[] ratios = [.. Microseconds[ours].Zip(Microseconds[mine], (our, their) => our / their).Order()];
        return new PeerTime(peer.Kind, Calls[mine], Median.Of(Microseconds[mine]), Median.Of(ratios), ratios[ratios.Length / 4], ratios[ratios.Length * 3 / 4]);
    }

    /// <summary>Calls until nothing more is compiled.</summary>
    private static void WarmUp(Entrant entrant)
    {
        int quiet = 0;
        for (int slice = 0; slice < MostSlices && quiet < QuietSlices; slice++)
        {
            long before = JitInfo.GetCompiledMethodCount();
            entrant.CallFor(s_warmUpSlice);
            quiet = JitInfo.GetCompiledMethodCount() == before ? quiet + 1 : 0;
        }
    }

    private static double Time(Entrant entrant, int calls)
    {
        Quiet.Wait();
        entrant.CallFor(s_runUp);
        long start = Stopwatch.GetTimestamp();
        entrant.Caller.Call(calls);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
    }
}
