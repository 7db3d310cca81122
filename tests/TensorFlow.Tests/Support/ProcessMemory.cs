using System.Globalization;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>The memory that belongs to this process alone.</summary>
internal static class ProcessMemory
{
    /// <summary>Private pages, as the kernel counts them.</summary>
    public static long PrivateBytes()
    {
        Assert.SkipUnless(File.Exists("/proc/self/smaps_rollup"), "private memory is read from /proc/self/smaps_rollup");
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return File.ReadLines("/proc/self/smaps_rollup")
            .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);
    }
}
