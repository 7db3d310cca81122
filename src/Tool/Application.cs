using System.CommandLine;
using TypedModels.Formats;
using TypedModels.Tool.Bench;
using TypedModels.Tool.Check;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.Conversion;
using TypedModels.Tool.Inspect;
using TypedModels.Tool.Terminal;

namespace TypedModels.Tool;

/// <summary>The command line: its commands, and the one place where errors become messages and exit codes.</summary>
internal static class Application
{
    /// <summary>Runs one command line.</summary>
    /// <returns>A value of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, ToolConsole console)
    {
        var root = new RootCommand("Looks into TensorFlow models, checks their answers, measures how fast they are, and moves old ones to SavedModels.");
        root.Subcommands.Add(InspectCommand.Create(console));
        root.Subcommands.Add(CheckCommand.Create(console));
        root.Subcommands.Add(BenchCommand.Create(console));
        root.Subcommands.Add(ConvertCommand.Create(console));

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return RefuseUsage(parsed, console);
        }

        var configuration = new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false };
        try
        {
            return await parsed.InvokeAsync(configuration);
        }
        catch (OperationCanceledException)
        {
            console.Say("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (Exception exception)
        {
            return Report(exception, console);
        }
    }

    private static int RefuseUsage(ParseResult parsed, ToolConsole console)
    {
        foreach (var error in parsed.Errors)
        {
            console.Fail(error.Message);
        }

        string command = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
        console.Say($"See 'typedmodels {command}--help'.");
        return ExitCode.Usage;
    }

    private static int Report(Exception exception, ToolConsole console)
    {
        int code = exception switch
        {
            UsageException => ExitCode.Usage,
            EngineNotFoundException => ExitCode.EngineNotFound,
            ModelRunException or TimeoutException => ExitCode.CallFailed,
            ModelException or ModelFormatException => ExitCode.ModelUnusable,
            AnswersException => ExitCode.FileUnreadable,
            _ => ExitCode.Unexpected,
        };
        console.Fail(code == ExitCode.Unexpected ? $"An error of the tool itself. Please report it with the command you gave.\n{exception}" : exception.Message);
        return code;
    }
}
