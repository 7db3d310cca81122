using System.CommandLine;
using System.Text.Json;
using TypedModels.Tool.Bench.Profiling;
using TypedModels.Tool.Check;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.CommandLine;
using TypedModels.Tool.Models;
using TypedModels.Tool.Terminal;

namespace TypedModels.Tool.Bench;

/// <summary><c>typedmodels bench</c>: how fast a model is.</summary>
internal static class BenchCommand
{
    private const string DefaultSignature = "serving_default";

    private static readonly Argument<string> s_model = SharedOptions.Model();
    private static readonly Option<string?> s_signature = new("--signature") { Description = $"The signature to call; without it, the only one or '{DefaultSignature}'.", HelpName = "key" };
    private static readonly Option<string?> s_answers = new("--answers") { Description = "Take the inputs from these recorded answers; without it, they are zeros of the declared shapes.", HelpName = "file" };
    private static readonly Option<string?> s_case = new("--case") { Description = "The recorded case; without it, the first of the signature.", HelpName = "name" };
    private static readonly Option<int> s_batch = new Option<int>("--batch") { Description = "The length of the inputs' first axis where the model leaves it open.", DefaultValueFactory = _ => 1 }.AtLeast(1);
    private static readonly Option<int?> s_threads = new Option<int?>("--threads") { Description = "The threads that one call may use; without it, one per processor." }.AtLeast(1);
    private static readonly Option<int> s_callers = new Option<int>("--callers") { Description = "The threads that call at the same time.", DefaultValueFactory = _ => 1 }.AtLeast(1);
    private static readonly Option<double> s_seconds = new Option<double>("--seconds") { Description = "How long the steady state is measured.", DefaultValueFactory = _ => 5 }.AtLeast(0.01);
    private static readonly Option<string?> s_profile = new("--profile")
    {
        Description = "Show also where the time of a call goes, node by node (managed engine); with a file, write one call there for chrome://tracing or Perfetto.",
        HelpName = "file",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<string> s_engine = SharedOptions.Engine();
    private static readonly SelectionOptions s_selection = new();
    private static readonly Option<bool> s_json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create(ToolConsole console)
    {
        var command = new Command("bench", "Measures how long a model takes to load and to answer.")
        {
            s_model, s_signature, s_answers, s_case, s_batch, s_threads, s_callers, s_seconds, s_profile, s_engine, s_json,
        };
        s_selection.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(s_answers) is { Implicit: false } && result.GetResult(s_batch) is { Implicit: false })
            {
                result.AddError("--batch is for inputs that are made; recorded ones have the length they were recorded with. Give --batch or --answers.");
            }

            if (result.GetResult(s_case) is { Implicit: false } && result.GetResult(s_answers) is null or { Implicit: true })
            {
                result.AddError("--case names a case of recorded answers: give them with --answers.");
            }

            if (result.GetResult(s_profile) is { Implicit: false } && result.GetValue(s_profile) is { } file && Directory.Exists(file))
            {
                result.AddError($"--profile takes a file to write; '{file}' is a folder. If it is the model, give it before --profile.");
            }

            if (result.GetResult(s_profile) is { Implicit: false } && result.GetValue(s_engine) == SharedOptions.WordOf(EngineKind.TensorFlow))
            {
                result.AddError("--profile looks into the managed engine; TensorFlow runs a model as a whole. Give --profile or --engine tensorflow.");
            }
        });
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, console, cancellationToken), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        var answers = parsed.GetValue(s_answers) is { } file ? AnswersReader.ReadFile(file) : null;
        var opened = OpenedModel.Open(parsed.GetValue(s_model)!);
        var model = answers is not null ? AnsweredModel.Prepare(opened, answers, s_selection, parsed) : new CallableModel(opened, Named(parsed));
        int index = SignatureOf(model, parsed.GetValue(s_signature));
        if (model.Obstacle(index) is { } obstacle)
        {
            throw new UsageException(obstacle + ".");
        }

        var signature = model.Signatures[index];
        var inputs = answers is null ? BenchInputs.Make(signature, parsed.GetValue(s_batch)) : BenchInputs.Take(signature, answers, parsed.GetValue(s_case));
        var settings = new BenchSettings
        {
            Threads = parsed.GetValue(s_threads),
            Callers = parsed.GetValue(s_callers),
            Duration = TimeSpan.FromSeconds(parsed.GetValue(s_seconds)),
            Engine = SharedOptions.EngineOf(parsed.GetValue(s_engine)!),
            IsProfiled = parsed.GetResult(s_profile) is { Implicit: false },
        };

        using var trace = parsed.GetValue(s_profile) is { } path ? TraceFile.Create(path) : null;
        try
        {
            var (report, latencies, calls) = console.WithProgress("loading", progress =>
            {
                var run = new BenchRun(model, index, inputs, settings, progress, cancellationToken);
                return (run.Run(), run.Latencies, run.Profile);
            });
            if (parsed.GetValue(s_json))
            {
                console.Output.WriteLine(JsonSerializer.Serialize(report, BenchJson.Default.BenchReport));
            }
            else
            {
                BenchView.Show(console, report, signature.Contract.Key, inputs, settings, latencies);
                if (report.Profile is { } profile)
                {
                    new ProfileView(console, profile).Show();
                }
            }

            if (calls is not null && trace is not null)
            {
                TraceFile.Write(trace, calls, report, signature.Contract.Key);
                console.Say($"One call is in {trace.Name}: open it in chrome://tracing or https://ui.perfetto.dev.");
            }

            return ExitCode.Success;
        }
        catch (ModelRunException) when (answers is null)
        {
            console.Say("The inputs were zeros and empty texts. If the model needs better ones, give recorded ones with --answers.");
            throw;
        }
    }

    private static ModelSelection Named(ParseResult parsed) =>
        s_selection.Selection(parsed, s_selection.Signature(parsed, parsed.GetValue(s_signature) ?? DefaultSignature) is { } named ? [named] : []);

    private static int SignatureOf(CallableModel model, string? key)
    {
        var signatures = model.Contract.Signatures;
        int index = key is not null || signatures.Count != 1 ? model.IndexOf(key ?? DefaultSignature) : 0;
        return index >= 0 ? index : throw new UsageException(
            key is not null ? $"The model has no signature '{key}', only {model.Keys}." : $"The model has several signatures: choose one with --signature. It has {model.Keys}.");
    }
}
