using TypedModels.Engine.Compute;

namespace TypedModels.Engine.Tests.Compute;

public class PieceRangeTests
{
    [Fact]
    public void PiecesAreTakenInTurnFromTheFirstToTheLast()
    {
        var range = new PieceRange(3, 6);
        var taken = new List<int>();
        while (range.TryTake(out int piece))
        {
            taken.Add(piece);
        }

        Assert.Equal([3, 4, 5], taken);
        Assert.False(range.TryTake(out _));
    }

    [Fact]
    public void ARangeWithoutPiecesGivesNone() => Assert.False(new PieceRange(2, 2).TryTake(out _));

    [Fact]
    public void NothingIsTakenFromAClosedRange()
    {
        var range = new PieceRange(0, 100);
        Assert.True(range.TryTake(out _));
        range.Close();
        Assert.False(range.TryTake(out _));
    }

    [Fact]
    public void ThreadsThatTakeFromOneRangeTakeEachPieceOnce()
    {
        const int Pieces = 100_000;
        var ranges = new[] { new PieceRange(0, Pieces) };
        var taken = new int[Pieces];
        Parallel.For(0, 4, _ =>
        {
            while (ranges[0].TryTake(out int piece))
            {
                Interlocked.Increment(ref taken[piece]);
            }
        });

        Assert.All(taken, times => Assert.Equal(1, times));
    }
}
