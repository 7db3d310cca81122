using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace TypedModels.Micro.Reporting;

/// <summary>A column of figures that are made of times. Only where there are some.</summary>
/// <param name="name">The column's head.</param>
/// <param name="format">The format of its figures.</param>
/// <param name="legend">What it means.</param>
/// <param name="figure">The figure, or null where there is none.</param>
internal sealed class FigureColumn(string name, string format, string legend, Func<Summary, BenchmarkCase, double?> figure) : IColumn
{
    public string Id => nameof(FigureColumn) + name;

    public string ColumnName => name;

    public bool AlwaysShow => false;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(benchmark => figure(summary, benchmark) is not null);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, summary.Style);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => figure(summary, benchmarkCase)?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
