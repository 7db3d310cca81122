using System.CommandLine;
using System.Text.Json;
using TypedModels.Keras.Weights;
using TypedModels.Tool.CommandLine;
using TypedModels.Tool.Inspect.Checkpoints;
using TypedModels.Tool.Models;
using TypedModels.Tool.Terminal;

namespace TypedModels.Tool.Inspect;

/// <summary><c>typedmodels inspect</c>: what is in a model. Nothing is loaded or run.</summary>
internal static class InspectCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ToolConsole console)
    {
        var model = SharedOptions.Model();
        model.Description = "The model: the folder of a SavedModel, a .keras, .h5 or .json file of Keras, a .meta graph, or a graph in a .pb or .pbtxt file; or a checkpoint: its prefix, or its folder, or a file of weights of Keras.";
        var compare = new Option<string?>("--compare") { Description = "Another checkpoint to compare it with.", HelpName = "checkpoint" };
        var tags = SharedOptions.Tags();
        tags.Description = "Show only the graph with these tags, separated by commas.";
        var all = new Option<bool>("--all") { Description = "List every operation and variable, not only the most frequent and the largest." };
        var tensors = new Option<bool>("--tensors") { Description = "List every tensor of the graph." };
        var json = SharedOptions.Json();
        var command = new Command("inspect", "Shows a model's signatures, operations, variables and files, or a checkpoint's variables. Needs no engine.") { model, tags, all, tensors, compare, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            var (path, other) = (parsed.GetValue(model)!, parsed.GetValue(compare));
            bool isNothing = !File.Exists(path) && !Directory.Exists(path);
            return Task.FromResult(InspectedPath.IsCheckpoint(path) || (other is not null && (isNothing || KerasFile.IsOfWeights(path))) ? InspectOne(path, other, parsed, cancellationToken) : InspectModel(path, other, parsed));
        });
        return command;

        int InspectOne(string path, string? other, ParseResult parsed, CancellationToken cancellationToken) => parsed.GetValue(tags) is null && !parsed.GetValue(tensors)
            ? InspectCheckpoint(console, path, other, parsed.GetValue(all), parsed.GetValue(json), cancellationToken)
            : throw new UsageException($"--tags and --tensors are for models, and {path} is a checkpoint.");

        int InspectModel(string path, string? other, ParseResult parsed)
        {
            if (other is not null)
            {
                throw new UsageException($"--compare is for checkpoints, and {path} is a model: name its checkpoint, such as {Path.Combine(path, "variables", "variables")}.");
            }

            var inspection = ModelInspector.Inspect(OpenedModel.Open(path), SharedOptions.TagsOf(parsed.GetValue(tags)), parsed.GetValue(tensors));
            if (parsed.GetValue(json))
            {
                console.Output.WriteLine(JsonSerializer.Serialize(inspection, InspectJson.Default.ModelInspection));
            }
            else
            {
                new InspectView(console, parsed.GetValue(all)).Show(inspection);
            }

            foreach (var problem in inspection.Problems)
            {
                console.Fail(problem.File is null ? problem.Message : $"{problem.File}: {problem.Message}");
            }

            return inspection.Problems.Count == 0 ? ExitCode.Success : ExitCode.ModelUnusable;
        }
    }

    private static int InspectCheckpoint(ToolConsole console, string path, string? other, bool showsAll, bool isJson, CancellationToken cancellationToken)
    {
        var inspection = CheckpointInspector.Inspect(path, other, cancellationToken);
        if (isJson)
        {
            console.Output.WriteLine(JsonSerializer.Serialize(inspection, InspectJson.Default.CheckpointInspection));
        }
        else
        {
            new CheckpointView(console, showsAll).Show(inspection);
        }

        return ExitCode.Success;
    }
}
