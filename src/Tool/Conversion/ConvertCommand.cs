using System.CommandLine;
using System.Text.Json;
using TypedModels.Graphs;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.CommandLine;
using TypedModels.Tool.Models;
using TypedModels.Tool.Terminal;

namespace TypedModels.Tool.Conversion;

/// <summary><c>typedmodels convert</c>: a checkpoint with its graph, or a frozen graph, as a SavedModel.</summary>
internal static class ConvertCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ToolConsole console)
    {
        var model = SharedOptions.Model();
        var folder = new Argument<string>("FOLDER") { Description = "The SavedModel to write: a folder that is not there yet, or empty." };
        var signatures = new Option<string[]>("--signature") { Description = "A signature: \"key: input, name=input -> output, name=output\"; may be given several times.", HelpName = "signature" };
        var answers = new Option<string?>("--answers") { Description = "Recorded answers to verify it with; without it, calls with made-up inputs are compared with those of the model itself.", HelpName = "file" };
        var selection = new SelectionOptions();
        var json = SharedOptions.Json();
        var command = new Command("convert", "Writes a checkpoint with its graph, or a frozen graph, as a SavedModel, and verifies its answers on every engine that is there.") { model, folder, signatures, answers, json };
        selection.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                DeclaredSignature[] declared = [.. (parsed.GetValue(signatures) ?? []).Select(SignatureText.Parse), .. selection.Signature(parsed, "serving_default") is { } named ? [named] : Array.Empty<DeclaredSignature>()];
                var recorded = parsed.GetValue(answers) is { } file ? AnswersReader.ReadFile(file) : null;
                var source = new CallableModel(OpenedModel.Open(parsed.GetValue(model)!), selection.Selection(parsed, declared));
                var report = console.WithProgress("converting", progress => new ModelConversion(source, parsed.GetValue(folder)!, recorded, progress, cancellationToken).Run());
                if (parsed.GetValue(json))
                {
                    console.Output.WriteLine(JsonSerializer.Serialize(report, ConvertJson.Default.ConversionReport));
                }
                else
                {
                    ConvertView.Show(console, report);
                }

                return report.Verified.All(verified => verified.Failed == 0) ? ExitCode.Success : ExitCode.Disagreement;
            },
            CancellationToken.None));
        return command;
    }
}
