namespace TypedModels.Benchmarks;

/// <summary>
/// What a unit costs in larger and larger calls, a panel a series: lines are flat where time grows as the size does. Sizes double from mark to mark, times begin at 0. It has a ground of its own, dark where the reader's is.
/// </summary>
internal sealed class GrowthPlot
{
    private const int MostColumns = 3, Edge = 20, Head = 68, PanelWidth = 290, PanelHeight = 210;
    private const int Left = 48, Right = 12, Top = 28, Bottom = 40;

    private const string Style = """
        .ground { fill: #fcfcfb; stroke: #e1e0d9 } .ink { fill: #0b0b0b } .soft { fill: #52514e } .strong { font-weight: 600 } .large { font-size: 15px }
        .grid, .axis, .line { fill: none } .grid { stroke: #e1e0d9 } .axis { stroke: #a3a29a } .line { stroke-width: 2; stroke-linejoin: round }
        .dot { stroke: #fcfcfb; stroke-width: 1.5 } .managed.line { stroke: #2a78d6 } .managed.dot { fill: #2a78d6 } .onnx.line { stroke: #eb6834; stroke-dasharray: 6 3 } .onnx.dot { fill: #eb6834 }
        @media (prefers-color-scheme: dark) {
        .ground { fill: #1a1a19; stroke: #383835 } .ink { fill: #ffffff } .soft { fill: #c3c2b7 } .grid { stroke: #2c2c2a } .axis { stroke: #6b6a64 }
        .dot { stroke: #1a1a19 } .managed.line { stroke: #3987e5 } .managed.dot { fill: #3987e5 } .onnx.line { stroke: #d95926 } .onnx.dot { fill: #d95926 }
        }
        """;

    private static readonly IReadOnlyList<(PeerKind Peer, string Look)> s_peers = [.. PeerNames.Growing.Zip(["managed", "onnx"])];

    private readonly GrowthKind _kind;
    private readonly SvgDrawing _drawing;

    private GrowthPlot(GrowthKind kind, SvgDrawing drawing) => (_kind, _drawing) = (kind, drawing);

    /// <summary>Draws races of one kind and one number of threads.</summary>
    public static string Draw(GrowthKind kind, IReadOnlyList<GrowthRow> rows)
    {
        var panels = rows.GroupBy(row => row.Series).Select(series => series.OrderBy(row => row.Size).ToList()).ToList();
        int columns = Math.Min(MostColumns, panels.Count), lines = (panels.Count + columns - 1) / columns;
        int width = (2 * Edge) + (Math.Max(2, columns) * PanelWidth);
        string subject = $"{kind.Title()}: {kind.Unit()}, {Threads(rows[0].Race.Threads)}";
        var drawing = new SvgDrawing(width, Head + (lines * PanelHeight) + Edge, subject, Style);
        var plot = new GrowthPlot(kind, drawing);
        drawing.Fill("ground");
        drawing.Text("ink strong large", Edge, 28, subject);
        plot.DrawLegend();
        int panelWidth = (width - (2 * Edge)) / columns;
        for (int i = 0; i < panels.Count; i++)
        {
            plot.DrawPanel(panels[i], Edge + (i % columns * panelWidth), Head + (i / columns * PanelHeight), panelWidth);
        }

        return drawing.Write();
    }

    private void DrawLegend()
    {
        const int Y = 50, Sample = 26;

        double x = Edge;
        foreach (var (peer, look) in s_peers)
        {
            _drawing.Line($"line {look}", (x, Y - 4), (x + Sample, Y - 4));
            _drawing.Dot($"dot {look}", x + (Sample / 2), Y - 4, peer.Name());
            _drawing.Text("soft", x + Sample + 6, Y, peer.Name());
            x += 160;
        }

        _drawing.Text("soft", x, Y, "flat: time grows as the size does");
    }

    private void DrawPanel(List<GrowthRow> rows, double left, double top, double width)
    {
        var scale = PlotScale.Of(rows.SelectMany(row => s_peers.Select(peer => row.TimeOfUnit(peer.Peer) ?? 0)).Max());
        double height = PanelHeight - Top - Bottom, start = left + Left, end = left + width - Right, ground = top + Top + height;
        double span = Math.Max(1, Math.Log2((double)rows[^1].Size / rows[0].Size));
        double X(GrowthRow row) => start + 10 + ((end - start - 20) * Math.Log2((double)row.Size / rows[0].Size) / span);
        double Y(double time) => ground - (height * time / scale.End);

        _drawing.Text("ink strong", start, top + 14, rows[0].Series);
        for (int mark = 0; mark <= scale.Count; mark++)
        {
            double time = mark * scale.Step;
            _drawing.Line(mark == 0 ? "axis" : "grid", (start, Y(time)), (end, Y(time)));
            _drawing.Text("soft", start - 6, Y(time) + 4, time.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture), "end");
        }

        foreach (var row in rows)
        {
            _drawing.Text("soft", X(row), ground + 16, _kind.Label(row.Size), "middle");
        }

        _drawing.Text("soft", (start + end) / 2, ground + 32, _kind.Axis(), "middle");
        foreach (var (peer, look) in s_peers)
        {
            List<(GrowthRow Row, double Time)> times = [.. rows.Where(row => row.TimeOfUnit(peer) is not null).Select(row => (row, row.TimeOfUnit(peer)!.Value))];
            _drawing.Line($"line {look}", [.. times.Select(time => (X(time.Row), Y(time.Time)))]);
            times.ForEach(time => _drawing.Dot($"dot {look}", X(time.Row), Y(time.Time), $"{peer.Name()}, {_kind.Label(time.Row.Size)}: {Cell.Text(time.Time, "0.0##")} {_kind.Unit()}"));
        }
    }

    private static string Threads(int count) => count == 1 ? "one thread" : $"{count} threads";
}
