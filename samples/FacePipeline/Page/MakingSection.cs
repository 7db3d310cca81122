using FacePipeline.Faces;
using static FacePipeline.Page.Markup;

namespace FacePipeline.Page;

/// <summary>How the page was made: the models, the engine, the time of each step.</summary>
internal static class MakingSection
{
    public static void Write(TextWriter writer, FaceReport report)
    {
        writer.Write(
            """
            <section aria-labelledby="making">
            <h2 id="making">How this was made</h2>
            <div class="making">
            <table class="steps">
            <caption>Steps</caption>
            <tbody>

            """);
        double longest = report.Steps.Max(step => step.Duration.TotalMilliseconds);
        foreach (var step in report.Steps)
        {
            string share = Number(100 * step.Duration.TotalMilliseconds / longest);
            writer.WriteLine($"""<tr><th scope="row">{Text(step.Name)}</th><td class="bar"><span style="width:{share}%"></span></td><td>{Milliseconds(step.Duration)}</td></tr>""");
        }

        writer.Write(
            """
            </tbody>
            </table>
            <table class="models">
            <caption>Models</caption>
            <tbody>

            """);
        foreach (var model in report.Models)
        {
            writer.WriteLine($"""<tr><th scope="row">{Text(model.Model)}</th><td>{Text(model.Engine)}</td></tr>""");
        }

        writer.Write(
            $"""
            </tbody>
            </table>
            </div>
            <p class="note">Faces count from a score of {Cosine(report.Threshold)}. Both models are small, made to show a pipeline: a likeness here says that two crops look alike, not that they show one person.</p>
            </section>

            """);
    }
}
