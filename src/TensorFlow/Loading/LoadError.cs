using System.Text.RegularExpressions;
using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Loading;

/// <summary>Says why a model cannot be loaded: which file, what is wrong with it, what to do. The words of TensorFlow are kept where they add something.</summary>
/// <param name="engine">The engine and its version.</param>
/// <param name="model">The model.</param>
/// <param name="names">The model's names in its graph.</param>
internal sealed partial class LoadError(string engine, EngineModel model, PartNames names)
{
    private const string ExportAgain = "Copy the model again, or export it again";

    /// <summary>An error about a file.</summary>
    public ModelLoadException File(string? file, string problem, string remedy, Exception? inner = null) =>
        new(model.Name, file, $"{model.Name} cannot be loaded: {file}: {problem}. {remedy}.", inner);

    /// <summary>The graph and what the model says of it do not agree.</summary>
    public ModelLoadException Graph(string problem) =>
        File(model.Source, problem, "The model's file contradicts itself: export it again");

    /// <summary>The graph cannot be read.</summary>
    public ModelLoadException Damaged(FormatException error) => File(model.Source, $"the graph is damaged: {error.Message.TrimEnd('.')}", ExportAgain, error);

    /// <summary>The model does not fit the one whose variables it uses.</summary>
    public ModelLoadException Sharing(string problem) => File(model.Source, problem, "Export both models from one program, or let them share other variables");

    /// <summary>The graph was refused.</summary>
    public ModelLoadException Importing(TensorFlowException error)
    {
        if (UnknownOperation().Match(error.Message) is { Success: true } unknown)
        {
            return File(
                model.Source,
                $"the graph uses the operation {unknown.Groups[1].Value}, which {engine} does not have",
                "Run it with the TensorFlow version it was saved with, or export it without that operation",
                error);
        }

        if (NewerGraph().Match(error.Message) is { Success: true } newer)
        {
            return File(
                model.Source,
                $"the graph needs version {newer.Groups[1].Value} of the graph format or later, {engine} has version {newer.Groups[2].Value}",
                $"Use a newer TensorFlow library, or export the model with {engine}",
                error);
        }

        return error.Message.StartsWith("Invalid GraphDef", StringComparison.Ordinal)
            ? File(model.Source, "the graph's bytes are damaged", ExportAgain, error)
            : File(model.Source, $"{engine} refuses the graph: {TensorFlowMessage.Parse(names.Strip(error.Message)).Text}", "Run it with the TensorFlow version it was saved with, or export it again", error);
    }

    /// <summary>The session was refused.</summary>
    public ModelLoadException Starting(TensorFlowException error) =>
        File(model.Source, $"{engine} cannot start a session: {Words(error)}", Remedy(error, "Check the options of the load (devices, memory, threads)"), error);

    /// <summary>The variables could not be restored.</summary>
    public ModelLoadException Restoring(TensorFlowException error, RestoreStep restore)
    {
        string index = restore.Prefix + ".index";
        var data = LoadFiles.DataFiles(model);
        string dataFile = data.Count > 0 ? data[0].FullName : restore.Prefix + ".data-00000-of-00001";
        return error.Code switch
        {
            ModelErrorCode.NotFound when data.Count == 0 => File(dataFile, "the file with the variables' values is missing", "Copy the whole model, or export it again", error),
            ModelErrorCode.NotFound => File(index, $"the variables do not belong to this graph: {Words(error)}", "Use the variables that were saved with the graph", error),
            ModelErrorCode.DataLoss when error.Message.Contains("Checksum", StringComparison.OrdinalIgnoreCase) && !IsAboutTheIndex(error) =>
                File(dataFile, $"the variables' values are damaged: {Words(error)}", ExportAgain, error),
            ModelErrorCode.DataLoss => File(index, $"the index of the variables is damaged or cut off: {Words(error)}", ExportAgain, error),
            ModelErrorCode.OutOfRange => File(dataFile, $"the file is shorter than its index says: {Words(error)}", ExportAgain, error),
            _ => File(index, $"the variables cannot be restored: {Words(error)}", Remedy(error, ExportAgain), error),
        };
    }

    /// <summary>The values for variables could not be read.</summary>
    public ModelLoadException Reading(FormatException error) => new(model.Name, (error as ModelFormatException)?.Problem.File ?? model.Source, $"{model.Name} cannot be loaded: {error.Message}", error);

    /// <summary>The variables could not be given their values.</summary>
    public ModelLoadException Setting(TensorFlowException error) =>
        File(model.Source, $"the variables cannot be given their values: {Words(error)}", Remedy(error, "Use the variables that were saved with the graph"), error);

    /// <summary>The model's own initialisation failed.</summary>
    public ModelLoadException Initialising(TensorFlowException error, string operation) =>
        File(model.Source, $"the model's own initialisation ({operation}) failed: {Words(error)}", Remedy(error, ExportAgain), error);

    private static bool IsAboutTheIndex(TensorFlowException error) => error.Message.Contains("sstable", StringComparison.Ordinal) || error.Message.Contains("block", StringComparison.Ordinal);

    private string Words(TensorFlowException error) =>
        TensorFlowMessage.Parse(names.Strip(error.Message)).Text is { Length: > 0 } text ? text.TrimEnd('.') : error.Code.ToString();

    private static string Remedy(TensorFlowException error, string otherwise) =>
        error.Message.Contains("assign a device", StringComparison.Ordinal)
            ? $"This computer lacks the device: set ModelOptions.{nameof(ModelOptions.SoftPlacement)} to let the operations run elsewhere"
            : otherwise;

    [GeneratedRegex("Op type not registered '([^']+)'")]
    private static partial Regex UnknownOperation();

    [GeneratedRegex(@"GraphDef min consumer version (\d+) above current version (\d+)")]
    private static partial Regex NewerGraph();
}
