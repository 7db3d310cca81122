using System.Diagnostics;
using System.Globalization;
using TypedModels.Formats;

namespace TypedModels.Tests.Archives;

/// <summary>Damages archives: what is left is read, or refused by our exception, in little time and memory. <c>TYPEDMODELS_FUZZ_CASES</c> sets the number of cases.</summary>
public sealed class ArchiveFuzzTests
{
    private const long MostBytes = 4L << 20;

    private static readonly int s_cases = int.Parse(Environment.GetEnvironmentVariable("TYPEDMODELS_FUZZ_CASES") ?? "5000", CultureInfo.InvariantCulture);

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private static readonly byte[] s_archive = new HandMadeArchive { IsZip64 = true }
        .Add("metadata.json", [.. Enumerable.Range(0, 200).Select(i => (byte)i)])
        .Add("config.json", [.. Enumerable.Range(0, 3000).Select(i => (byte)(i % 5))], isDeflated: true, isZip64: true)
        .ToArray();

    [Fact]
    public void ADamagedArchiveMeetsNothingButOurError()
    {
        int read = 0;
        for (int seed = 0; seed < s_cases; seed++)
        {
            read += IsRead(Damage.Apply(s_archive, new Random(seed), out string how), $"case {seed}: {how}") ? 1 : 0;
        }

        Assert.InRange(read, 1, s_cases - 1);
    }

    [Fact]
    public void AnArchiveThatIsCutOffIsRefused()
    {
        for (int length = 0; length < s_archive.Length; length++)
        {
            Assert.False(IsRead(s_archive[..length], $"cut after {length} bytes"));
        }
    }

    private static bool IsRead(byte[] bytes, string how)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        bool isRead = true;
        try
        {
            using var archive = HandMadeArchive.Open(bytes);
            foreach (var entry in archive.Entries)
            {
                entry.ReadAll(1 << 20);
            }
        }
        catch (ModelFormatException)
        {
            isRead = false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(how, exception);
        }

        Assert.True(clock.Elapsed < s_longest, $"{how} took {clock.Elapsed}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < MostBytes, $"{how} took {GC.GetAllocatedBytesForCurrentThread() - allocated} bytes");
        return isRead;
    }
}
