using System.CommandLine;

namespace TypedModels.Benchmarks;

/// <summary>The command line.</summary>
internal static class PeersCommand
{
    private static readonly Argument<string[]> s_models = new("MODELS") { Description = "Folders that hold folders of SavedModels.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> s_onnx = new("--onnx") { Description = "The folder with NAME.onnx for each model NAME; models without one are passed over.", Required = true };
    private static readonly Option<string[]> s_answers = new("--answers") { Description = "Folders of recorded answers, whose first calls are the inputs; other inputs are made up.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> s_only = new("--only") { Description = "The models to measure; all without it.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int[]> s_threads = new("--threads") { Description = "Threads of a call.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 2] };
    private static readonly Option<int[]> s_batches = new("--batch") { Description = "Examples in a call.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 16] };
    private static readonly Option<int> s_rounds = new("--rounds") { Description = "Rounds of each race.", DefaultValueFactory = _ => 11 };
    private static readonly Option<string?> s_commit = new("--commit") { Description = "What is measured, for the report." };
    private static readonly Option<string?> s_out = new("--out") { Description = "The folder to write peers.md and peers.json into." };

    /// <summary>The command.</summary>
    public static RootCommand Create()
    {
        var command = new RootCommand("Measures the managed engine, TensorFlow and ONNX Runtime side by side. Needs TYPEDMODELS_TENSORFLOW and ORT_LIBRARY.")
        {
            s_models, s_onnx, s_answers, s_only, s_threads, s_batches, s_rounds, s_commit, s_out,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var maker = new CaseMaker(parsed.GetValue(s_onnx)!, parsed.GetValue(s_answers) ?? []);
        string[] only = parsed.GetValue(s_only) ?? [];
        var settings = new Settings
        {
            Models = [.. maker.FindPairs(parsed.GetValue(s_models)!).Where(folder => only.Length == 0 || only.Contains(Path.GetFileName(folder)))],
            Threads = parsed.GetValue(s_threads)!,
            Batches = parsed.GetValue(s_batches)!,
            Rounds = parsed.GetValue(s_rounds),
            Commit = parsed.GetValue(s_commit),
        };
        var report = new Measurements(settings, maker).Run();
        string text = MarkdownReport.Write(report);
        Console.WriteLine(text);
        if (parsed.GetValue(s_out) is { } folder)
        {
            ReportFiles.Write(folder, report, text);
        }

        return report.Faults.Count == 0 ? 0 : 1;
    }
}
