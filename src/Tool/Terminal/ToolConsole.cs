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

    private ToolConsole(TextWriter output, TextWriter error, AnsiSupport outputCodes, AnsiSupport errorCodes)
    {
        Output = output;
        Error = error;
        _data = Create(output, outputCodes);
        _chatter = Create(error, errorCodes);
    }

    /// <summary>The data, unstyled.</summary>
    public TextWriter Output { get; }

    /// <summary>The chatter, unstyled.</summary>
    public TextWriter Error { get; }

    /// <summary>The console of this process. Where <c>NO_COLOR</c> is set, or the terminal is a dumb one, nothing is styled and nothing moves.</summary>
    public static ToolConsole OfProcess()
    {
        bool isPlain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new ToolConsole(
            Console.Out,
            Console.Error,
            isPlain || Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            isPlain || Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect);
    }

    /// <summary>A console that writes to <paramref name="output"/> and <paramref name="error"/>: plain text, or all that a terminal understands.</summary>
    public static ToolConsole To(TextWriter output, TextWriter error, bool asTerminal = false)
    {
        var codes = asTerminal ? AnsiSupport.Yes : AnsiSupport.No;
        return new ToolConsole(output, error, codes, codes);
    }

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
    /// <param name="firstStep">What is done first.</param>
    /// <param name="work">What is done.</param>
    public T WithProgress<T>(string firstStep, Func<Progress, T> work)
    {
        if (!_chatter.Profile.Capabilities.Interactive)
        {
            return work(new Progress(null));
        }

        return _chatter.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { CompletedStyle = Palette.Accent, FinishedStyle = Palette.Accent }, new PercentageColumn { Style = Palette.Quiet })
            .Start(context => work(new Progress(context.AddTask(firstStep, maxValue: 1))));
    }

    private void Announce(string word, Style style, string text)
    {
        var line = new Paragraph();
        line.Append(word, style).Append(Printable.Of(text) + "\n");
        _chatter.Write(line);
    }

    private static IAnsiConsole Create(TextWriter writer, AnsiSupport codes)
    {
        bool isTerminal = codes != AnsiSupport.No;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(isTerminal ? writer : new TrimmingWriter(writer)),
            Ansi = codes,
            ColorSystem = codes switch { AnsiSupport.No => ColorSystemSupport.NoColors, AnsiSupport.Yes => ColorSystemSupport.Standard, _ => ColorSystemSupport.Detect },
            Interactive = codes switch { AnsiSupport.No => InteractionSupport.No, AnsiSupport.Yes => InteractionSupport.Yes, _ => InteractionSupport.Detect },
        });
        if (!isTerminal)
        {
            console.Profile.Width = UnboundedWidth;
        }

        return console;
    }
}
