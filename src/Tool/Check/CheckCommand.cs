using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.Check.Comparison;
using TypedModels.Tool.CommandLine;
using TypedModels.Tool.Models;
using TypedModels.Tool.Terminal;

namespace TypedModels.Tool.Check;

/// <summary><c>typedmodels check</c>: whether a model still gives the answers that were recorded.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ToolConsole console)
    {
        var model = SharedOptions.Model();
        var answers = new Argument<string>("ANSWERS") { Description = "The recorded answers: a JSON file." };
        var engine = SharedOptions.Engine();
        var selection = new SelectionOptions();
        var relative = new Option<double?>("--rtol") { Description = $"The relative tolerance of floating-point numbers (default {Tolerance.DefaultRelative}; one spacing for 16-bit types)." };
        var absolute = new Option<double>("--atol") { Description = "The absolute tolerance of floating-point numbers.", DefaultValueFactory = _ => Tolerance.DefaultAbsolute };
        var json = SharedOptions.Json();
        var command = new Command("check", "Replays recorded calls and compares the answers.") { model, answers, engine, relative.AtLeast(0), absolute.AtLeast(0), json };
        selection.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                var recorded = AnswersReader.ReadFile(parsed.GetValue(answers)!);
                var callable = AnsweredModel.Prepare(OpenedModel.Open(parsed.GetValue(model)!), recorded, selection, parsed);
                var tolerance = new Tolerance { Relative = parsed.GetValue(relative), Absolute = parsed.GetValue(absolute) };
                var options = new ModelOptions { Engine = SharedOptions.EngineOf(parsed.GetValue(engine)!) };
                long started = Stopwatch.GetTimestamp();
                var report = console.WithProgress("loading", progress => Run(callable, recorded, tolerance, options, progress, cancellationToken));
                if (parsed.GetValue(json))
                {
                    console.Output.WriteLine(JsonSerializer.Serialize(report, CheckJson.Default.CheckReport));
                }
                else
                {
                    CheckView.Show(console, report, Stopwatch.GetElapsedTime(started));
                }

                return report.Failed == 0 ? ExitCode.Success : ExitCode.Disagreement;
            },
            CancellationToken.None));
        return command;
    }

    private static CheckReport Run(CallableModel model, RecordedAnswers answers, Tolerance tolerance, ModelOptions options, Progress progress, CancellationToken cancellationToken)
    {
        using var sessions = new SessionPool(model, options);
        var check = new AnswerCheck(model, sessions, tolerance);
        var cases = new List<CaseReport>(answers.Cases.Count);
        foreach (var recorded in answers.Cases)
        {
            progress.Report($"{recorded.Signature} {recorded.Name}", (double)cases.Count / answers.Cases.Count);
            cases.Add(check.Replay(recorded, cancellationToken));
        }

        int passed = cases.Count(result => result.Ok);
        return new CheckReport(model.Contract.Model, sessions.Engine, passed, cases.Count - passed, cases);
    }
}
