using FacePipeline.Faces;

namespace FacePipeline;

/// <summary>The result as a short table for the terminal.</summary>
internal static class Summary
{
    private const int MostRows = 20;

    public static void Write(TextWriter output, FaceReport report)
    {
        output.WriteLine($"{report.Picture.Name}, {report.Width} x {report.Height} pixels: {report.CountOfFaces}");
        if (report.Faces.Count > 0)
        {
            WriteFaces(output, report);
        }

        output.WriteLine();
        foreach (var step in report.Steps)
        {
            output.WriteLine($"  {step.Name,-20}{step.Duration.TotalMilliseconds,9:0.0} ms");
        }

        output.WriteLine();
    }

    private static void WriteFaces(TextWriter output, FaceReport report)
    {
        output.WriteLine();
        output.WriteLine("  face   score      left       top     right    bottom   looks most like");
        foreach (var face in report.Faces.Take(MostRows))
        {
            string alike = report.Similarities.MostAlike(face.Index) is { } other ? $"face {other + 1} ({report.Similarities[face.Index, other]:0.00})" : "-";
            output.WriteLine($"{face.Number,6}{face.Score,8:0.00}{face.Box.Left,10:0}{face.Box.Top,10:0}{face.Box.Right,10:0}{face.Box.Bottom,10:0}   {alike}");
        }

        if (report.Faces.Count > MostRows)
        {
            output.WriteLine($"  and {report.Faces.Count - MostRows} more on the page");
        }
    }
}
