using TypedModels.Tool.Bench;

namespace TypedModels.Tool.Tests.Bench;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void QuantilesAreThoseOfTheSortedTimesToWithinOnePercent()
    {
        var random = new Random(7);
        long[] times = [.. Enumerable.Range(0, 10_000).Select(_ => (long)Math.Exp(random.NextDouble() * 20))];
        var histogram = new LatencyHistogram();
        foreach (long time in times)
        {
            histogram.Add(time);
        }

        Array.Sort(times);
        foreach (double share in new[] { 0, 0.01, 0.5, 0.9, 0.99, 1 })
        {
            double exact = times[Math.Max(0, (int)Math.Ceiling(share * times.Length) - 1)];
            Assert.InRange(histogram.Quantile(share), exact * 0.99, exact * 1.01);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1_000_000)]
    [InlineData(long.MaxValue)]
    public void EveryTimeHasABucketOfItsSize(long time)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(time);

        Assert.InRange(histogram.Quantile(0.5), time * 0.99, time * 1.01);
    }

    [Fact]
    public void HistogramsAddUp()
    {
        LatencyHistogram left = new(), right = new();
        left.Add(10);
        right.Add(20);
        right.Add(30);
        left.Add(right);

        Assert.Equal(3, left.Count);
        Assert.Equal(20, left.Quantile(0.5));
        Assert.Equal([1, 1, 1], left.Spread(10, 30, 3));
    }

    [Fact]
    public void NoTimesHaveNoQuantile() => Assert.Equal(0, new LatencyHistogram().Quantile(0.5));
}
