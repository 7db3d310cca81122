using System.CommandLine;

namespace TypedModels.Benchmarks;

/// <summary>The command line.</summary>
internal static class PeersCommand
{
    private static readonly Argument<string[]> s_models = new("MODELS") { Description = "Folders that hold folders of SavedModels.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> s_onnx = new("--onnx") { Description = "The folder with NAME.onnx for each model NAME; models without one are passed over.", Required = true };
    private static readonly Option<string[]> s_answers = Several<string>("--answers", "Folders of recorded answers, whose first calls are the inputs; other inputs are made up.", []);
    private static readonly Option<string[]> s_only = Several<string>("--only", "The models to measure; all without it.", []);
    private static readonly Option<MeasurementPart[]> s_parts = Several("--parts", "What to measure.", Enum.GetValues<MeasurementPart>());
    private static readonly Option<int[]> s_threads = Several("--threads", "Threads of a call.", 1, 2);
    private static readonly Option<int[]> s_batches = Several("--batch", "Examples in a call.", 1, 16);
    private static readonly Option<int> s_rounds = new("--rounds") { Description = "Rounds of each race.", DefaultValueFactory = _ => 11 };
    private static readonly Option<int> s_memorySeconds = new("--memory-seconds") { Description = "For how long calls are made before memory is looked at for the last time.", DefaultValueFactory = _ => 5 };
    private static readonly Option<string> s_host = new("--host") { Description = "This program as it was published, for starts and memory.", DefaultValueFactory = _ => Environment.ProcessPath! };
    private static readonly Option<string?> s_commit = new("--commit") { Description = "What is measured, for the report." };
    private static readonly Option<string?> s_out = new("--out") { Description = "The folder to write peers.md and peers.json into." };

    /// <summary>The command.</summary>
    public static RootCommand Create()
    {
        var command = new RootCommand("Measures the managed engine, TensorFlow and ONNX Runtime side by side. Needs TYPEDMODELS_TENSORFLOW and ORT_LIBRARY.")
        {
            s_models, s_onnx, s_answers, s_only, s_parts, s_threads, s_batches, s_rounds, s_memorySeconds, s_host, s_commit, s_out,
        };
        command.SetAction(Run);
        return command;
    }

    private static Option<T[]> Several<T>(string name, string description, params T[] otherwise) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => otherwise };

    private static int Run(ParseResult parsed)
    {
        var maker = new CaseMaker(parsed.GetValue(s_onnx)!, parsed.GetValue(s_answers)!);
        string[] only = parsed.GetValue(s_only)!;
        var settings = new Settings
        {
            Models = [.. maker.FindPairs(parsed.GetValue(s_models)!).Where(folder => only.Length == 0 || only.Contains(Path.GetFileName(folder)))],
            Parts = parsed.GetValue(s_parts)!,
            Threads = [.. parsed.GetValue(s_threads)!.Order()],
            Batches = parsed.GetValue(s_batches)!,
            Rounds = parsed.GetValue(s_rounds),
            Host = parsed.GetValue(s_host)!,
            MemorySeconds = parsed.GetValue(s_memorySeconds),
            Commit = parsed.GetValue(s_commit),
        };
        if (settings.Models.Count == 0)
        {
            Console.Error.WriteLine("No SavedModel in these folders has an ONNX file of its name.");
            return 1;
        }

        var report = new MeasurementRun(settings, maker).Run(report =>
        {
            if (parsed.GetValue(s_out) is { } folder)
            {
                ReportFiles.Write(folder, report);
            }
        });
        Console.WriteLine(MarkdownReport.Write(report));
        return report.Faults.Count == 0 ? 0 : 1;
    }
}
