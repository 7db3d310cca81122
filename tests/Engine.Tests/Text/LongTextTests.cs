using TypedModels.Engine.Compute;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Tests.Text;

public class LongTextTests
{
    [Theory]
    [InlineData("[^x]*y")]
    [InlineData("(?:a|b)*a(?:a|b){14}c")]
    [InlineData("(a?){200}b")]
    public void ASearchEndsSoonAfterItsCallIsCancelled(string pattern)
    {
        var expression = RegularExpression.Compile(System.Text.Encoding.UTF8.GetBytes(pattern));
        byte[] text = new byte[100_000_000];
        text.AsSpan().Fill((byte)'a');
        using var source = new CancellationTokenSource(20);
        var stop = new StopSignal();
        stop.Arm(null, source.Token);

        // Without a look at the signal inside a search, this would take hours.
        Assert.ThrowsAny<OperationCanceledException>(() => MatchAgainAndAgain(expression, text, stop));
    }

    private static void MatchAgainAndAgain(RegularExpression expression, byte[] text, StopSignal stop)
    {
        for (int i = 0; i < 1000; i++)
        {
            _ = expression.Match(text, 0, new int[2], stop);
        }
    }
}
