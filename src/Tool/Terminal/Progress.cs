using Spectre.Console;

namespace TypedModels.Tool.Terminal;

/// <summary>How far a command has come; shown where there is a terminal to show it on.</summary>
internal sealed class Progress(ProgressTask? task)
{
    /// <summary>Tells what is done now, and the share of the work that is behind, from 0 to 1.</summary>
    public void Report(string step, double fraction)
    {
        if (task is not null)
        {
            task.Description = Markup.Escape(Printable.Of(step));
            task.Value = fraction;
        }
    }
}
