using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Validators;
using Perfolizer.Horology;

namespace TypedModels.Micro.Reporting;

/// <summary>How everything here is measured: short, so that the whole takes a few minutes, and reported as Markdown. Many short iterations: on a busy machine some of them are not disturbed.</summary>
internal sealed class MicroConfig : ManualConfig
{
    public MicroConfig()
    {
        // In this process: what a core can do at best and how fast it copies are measured once and are there for the columns; and the projects that BenchmarkDotNet writes for processes of their own
        // find neither a project that is not called as its assembly nor its output in the artifacts layout, and are friends of no assembly. It is the default job, which options change.
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(20))
            .WithWarmupCount(8)
            .WithIterationCount(20)
            .AsDefault());
        AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Metrics);
        AddColumn(StatisticColumn.Median, StatisticColumn.Min, FigureColumns.OfBaseline);
        AddColumn(FigureColumns.ArithmeticRate, FigureColumns.ShareOfPeak, FigureColumns.MemoryRate, FigureColumns.ShareOfCopy, FigureColumns.TimePerNode);
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        AddAnalyser(EnvironmentAnalyser.Default);
        AddValidator(JitOptimizationsValidator.FailOnError);
        WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared));
        WithArtifactsPath(Path.Combine("artifacts", "micro"));
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(60));
    }
}
