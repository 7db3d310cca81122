using System.Diagnostics;
using System.Globalization;
using TypedModels.Formats;

namespace TypedModels.Tests.Hdf5;

/// <summary>
/// Damages files: what is left is read, or refused by our exception, in little time and memory. <c>TYPEDMODELS_FUZZ_CASES</c> sets the number of cases.
/// </summary>
public sealed class Hdf5FuzzTests
{
    // Datasets of up to 16 MB are read whatever made them so large, several in a file.
    private const long MostBytes = 128L << 20;

    private static readonly int s_cases = int.Parse(Environment.GetEnvironmentVariable("TYPEDMODELS_FUZZ_CASES") ?? "250", CultureInfo.InvariantCulture);

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Files => [.. Fixture.Names];

    [Theory, MemberData(nameof(Files))]
    public void ADamagedFileMeetsNothingButOurError(string name)
    {
        byte[] bytes = Fixture.Bytes(name);
        for (int seed = 0; seed < s_cases; seed++)
        {
            Read(name, Damage.Apply(bytes, new Random(seed), out string how), $"{name}, case {seed}: {how}");
        }
    }

    // Damage is mostly met by a checksum, where there is one: here these are made to fit.
    [Theory, MemberData(nameof(Files))]
    public void DamageThatChecksumsDoNotShowMeetsNothingButOurError(string name)
    {
        byte[] bytes = Fixture.Bytes(name);
        var places = Hdf5Checksums.Find(bytes);
        for (int seed = 0; seed < s_cases && places.Count > 0; seed++)
        {
            var random = new Random(seed);
            var (start, length) = places[random.Next(places.Count)];
            var copy = (byte[])bytes.Clone();
            byte[] damaged = Damage.Apply(bytes.AsSpan(start, length).ToArray(), random, out string how);
            damaged.AsSpan(0, Math.Min(length, damaged.Length)).CopyTo(copy.AsSpan(start));
            Hdf5Checksums.Write(copy, start, length);
            Read(name, copy, $"{name}, case {seed} in the block at {start}: {how}");
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void AFileThatIsCutOffIsRefused(string name)
    {
        byte[] bytes = Fixture.Bytes(name);
        int step = Math.Max(1, bytes.Length / 1500);
        for (int length = 0; length < bytes.Length; length += step)
        {
            Assert.Throws<ModelFormatException>(() => Fixture.Open(name, bytes[..length]));
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void NumbersThatAreAsLargeAsCanBeMeetNothingButOurError(string name)
    {
        byte[] bytes = Fixture.Bytes(name);
        var random = new Random(1);
        for (int i = 0; i < s_cases; i++)
        {
            int at = random.Next(bytes.Length / 8) * 8;
            int width = 1 << random.Next(4);
            var copy = (byte[])bytes.Clone();
            copy.AsSpan(at, width).Fill(0xff);
            copy[at + width - 1] = random.Next(2) == 0 ? (byte)0x7f : (byte)0xff;
            Read(name, copy, $"{name}, {width} bytes at {at} as large as can be");
        }
    }

    // A machine with other work may hold a case up once, but not the same one three times.
    private static void Read(string name, byte[] bytes, string how)
    {
        var elapsed = s_longest;
        for (int attempt = 0; attempt < 3 && elapsed >= s_longest; attempt++)
        {
            elapsed = TryRead(name, bytes, how);
        }

        Assert.True(elapsed < s_longest, $"{how} took {elapsed}");
    }

    private static TimeSpan TryRead(string name, byte[] bytes, string how)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        try
        {
            using var file = Fixture.Open(name, bytes);
            Hdf5Visit.ReadAll(file);
        }
        catch (ModelFormatException)
        {
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(how, exception);
        }

        long taken = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(taken < MostBytes, $"{how} took {taken} bytes");
        return clock.Elapsed;
    }
}
