using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using TypedModels.Micro.Cases;
using TypedModels.Micro.Measuring;

namespace TypedModels.Micro.Reporting;

/// <summary>The columns that set a time against the work done in it, or against another time.</summary>
/// <remarks>It is the least time, since what it is set against is the best of several rounds too: what other programs take of the machine is in neither.</remarks>
internal static class FigureColumns
{
    /// <summary>Floating-point operations a second.</summary>
    public static FigureColumn ArithmeticRate { get; } = OfWork<IArithmetic>("GFLOP/s", "F1", "Floating-point operations a nanosecond", (work, time) => work.Operations / time);

    /// <summary>That, as a part of what one core can do at best.</summary>
    public static FigureColumn ShareOfPeak { get; } = OfWork<IArithmetic>(
        "of peak", "P0", "Those, as a part of what one core did at best on registers alone, measured in this process", (work, time) => work.Operations / time / ComputePeak.Value);

    /// <summary>Bytes a second.</summary>
    public static FigureColumn MemoryRate { get; } = OfWork<MemoryCase>("GB/s", "F1", "Bytes of arguments and results a nanosecond, each counted once", (work, time) => work.Bytes / time);

    /// <summary>That, as a part of what a copy moves.</summary>
    public static FigureColumn ShareOfCopy { get; } = OfWork<MemoryCase>(
        "of copy", "P0", "Those, as a part of what a copy of arrays of that size reads and writes, measured in this process", (work, time) => work.Bytes / time / CopySpeed.Of(work.Size));

    /// <summary>The time of a plan by its nodes.</summary>
    public static FigureColumn TimePerNode { get; } = OfWork<NodeChain>("ns/node", "F1", "Nanoseconds by the number of nodes", (work, time) => time / work.Nodes);

    /// <summary>A time beside that of the baseline.</summary>
    public static FigureColumn OfBaseline { get; } = new(
        "× baseline",
        "F2",
        "The least time, as a multiple of the baseline's",
        (summary, benchmark) => summary.BenchmarksCases.FirstOrDefault(other => other.Descriptor.Baseline) is { } baseline ? Least(summary, benchmark) / Least(summary, baseline) : null);

    private static FigureColumn OfWork<TWork>(string name, string format, string legend, Func<TWork, double, double> figure)
        where TWork : class =>
        new(name, format, legend, (summary, benchmark) => WorkOf<TWork>(benchmark) is { } work && Least(summary, benchmark) is { } time ? figure(work, time) : null);

    private static TWork? WorkOf<TWork>(BenchmarkCase benchmark)
        where TWork : class => benchmark.Parameters.Items.Select(parameter => parameter.Value).OfType<TWork>().FirstOrDefault();

    private static double? Least(Summary summary, BenchmarkCase benchmark) => summary[benchmark]?.ResultStatistics?.Min;
}
