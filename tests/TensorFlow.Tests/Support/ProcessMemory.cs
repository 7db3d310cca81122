using System.Globalization;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>The memory that belongs to this process alone.</summary>
internal static class ProcessMemory
{
    /// <summary>Pages that were written and that no other process has. Clean ones are the library's own file: they count as private only until another process maps it.</summary>
    public static long PrivateBytes()
    {
        Assert.SkipUnless(File.Exists("/proc/self/smaps_rollup"), "private memory is read from /proc/self/smaps_rollup");
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return File.ReadLines("/proc/self/smaps_rollup")
            .Where(line => line.StartsWith("Private_Dirty:", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);
    }
}
