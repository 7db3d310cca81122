using System.CommandLine;
using System.Text.Json;
using TypedModels.Tool.CommandLine;
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
        var tags = SharedOptions.Tags();
        tags.Description = "Show only the graph with these tags, separated by commas.";
        var all = new Option<bool>("--all") { Description = "List every operation and variable, not only the most frequent and the largest." };
        var tensors = new Option<bool>("--tensors") { Description = "List every tensor of the graph." };
        var json = SharedOptions.Json();
        var command = new Command("inspect", "Shows a model's signatures, operations, variables and files. Needs no engine.") { model, tags, all, tensors, json };
        command.SetAction(parsed =>
        {
            var inspection = ModelInspector.Inspect(OpenedModel.Open(parsed.GetValue(model)!), SharedOptions.TagsOf(parsed.GetValue(tags)), parsed.GetValue(tensors));
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
        });
        return command;
    }
}
