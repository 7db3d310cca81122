using Spectre.Console;
using Spectre.Console.Rendering;

namespace TypedModels.Tool.Terminal;

/// <summary>Where a command writes: what it was asked for goes to <see cref="Output"/>, everything else to <see cref="Error"/>. Escape codes are written to terminals alone.</summary>
internal sealed class ToolConsole
{
    // Redirected text is read by programs: a line is one line, however long.
    private const int UnboundedWidth = 10_000;

    private readonly IAnsiConsole _data;
    private readonly IAnsiConsole _chatter;

    private ToolConsole(TextWriter output, TextWriter error, bool outputIsTerminal, bool errorIsTerminal)
    {
        Output = output;
        Error = error;
        _data = Create(output, outputIsTerminal);
        _chatter = Create(error, errorIsTerminal);
    }

    /// <summary>The data, unstyled.</summary>
    public TextWriter Output { get; }

    /// <summary>The chatter, unstyled.</summary>
    public TextWriter Error { get; }

    /// <summary>The console of this process. Where <c>NO_COLOR</c> is set, or the terminal is a dumb one, nothing is styled and nothing moves.</summary>
    public static ToolConsole OfProcess()
    {
        bool isPlain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new ToolConsole(Console.Out, Console.Error, !isPlain && !Console.IsOutputRedirected, !isPlain && !Console.IsErrorRedirected);
    }

    /// <summary>A console that writes plain text to <paramref name="output"/> and <paramref name="error"/>.</summary>
    public static ToolConsole To(TextWriter output, TextWriter error) => new(output, error, outputIsTerminal: false, errorIsTerminal: false);

    /// <summary>Shows what the command was asked for.</summary>
    public void Show(IRenderable data) => _data.Write(data);

    /// <summary>Ends a line of data.</summary>
    public void ShowLine() => Output.WriteLine();

    /// <summary>Says something in passing.</summary>
    public void Say(string text) => _chatter.Write(new Text(Printable.Of(text) + "\n", Palette.Quiet));

    /// <summary>Says that something may not be as the user thinks.</summary>
    public void Warn(string text) => Announce("warning: ", Palette.Warning, text);

    /// <summary>Says what went wrong.</summary>
    public void Fail(string text) => Announce("error: ", Palette.Failure, text);

    /// <summary>Runs <paramref name="work"/> under a progress bar; without one where the chatter does not go to a terminal.</summary>
    public T WithProgress<T>(Func<Progress, T> work)
    {
        if (!_chatter.Profile.Capabilities.Interactive)
        {
            return work(new Progress(null));
        }

        return _chatter.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { CompletedStyle = Palette.Accent, FinishedStyle = Palette.Accent }, new PercentageColumn { Style = Palette.Quiet })
            .Start(context => work(new Progress(context.AddTask("", maxValue: 1))));
    }

    private void Announce(string word, Style style, string text)
    {
        var line = new Paragraph();
        line.Append(word, style).Append(Printable.Of(text) + "\n");
        _chatter.Write(line);
    }

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(isTerminal ? writer : new TrimmingWriter(writer)),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = UnboundedWidth;
        }

        return console;
    }
}
