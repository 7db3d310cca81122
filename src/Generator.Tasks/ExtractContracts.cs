using Microsoft.Build.Framework;
using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.Models;
using TypedModels.Graphs;
using TypedModels.Keras.Files;

namespace TypedModels.Generator.Tasks;

/// <summary>Writes the contract of each model and the list of its graphs: the texts that the generator reads in the model's place.</summary>
/// <remarks>Holds no state between builds and uses full paths only, so that any number of builds may run it in one process.</remarks>
public sealed class ExtractContracts : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private const string CannotWrite = "TYMD1104", WrongLayers = "TYMD1105";

    private volatile bool _isCancelled;

    /// <summary>
    /// The models: the full path of each one's folder or file, with metadata <c>ModelPath</c>, its path relative to the project as <c>[TfModel]</c> says it; <c>TargetPath</c>,
    /// where the application finds it; <c>ModelFolder</c>, the folder it lies in; <c>ContractFile</c> and <c>GraphFile</c>, the full paths of the texts to write; <c>KerasLayers</c>, what layers of classes that are not
    /// Keras's own give; <c>IsFile</c> and <c>IsDefault</c>, whether it is a file, and one that nobody named.
    /// </summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>
    /// The files that the models consist of, with metadata <c>Model</c>, the model as it stands in <see cref="Models"/>. The checkpoints among them are those with an index, and files of the old format,
    /// which are told by <c>IsCheckpoint</c>.
    /// </summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Whether an editor asks, who wants to know about the code and not about the models: what is wrong with one is then said in its contract, and no build fails.</summary>
    public bool DesignTime { get; set; }

    /// <summary>The address below which each diagnostic has its page.</summary>
    [Required]
    public string HelpFolder { get; set; } = "";

    /// <summary>Whether every model could be read and has all its files. Only then may the build pass over the models next time: errors and warnings are to be said again.</summary>
    [Output]
    public bool AllComplete { get; private set; } = true;

    /// <inheritdoc/>
    public override bool Execute()
    {
        for (int i = 0; i < Models.Length && !_isCancelled; i++)
        {
            Extract(Models[i].GetMetadata("FullPath"), Models[i]);
        }

        return !_isCancelled && !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    public void Cancel() => _isCancelled = true;

    private void Extract(string path, ITaskItem model)
    {
        if (LayersOf(path, model) is not { } layers)
        {
            return;
        }

        var result = ContractExtractor.ExtractModel(path, model.GetMetadata("ModelPath"), file => ModelFileReader.Read(file, layers));
        // Files of Keras that nobody named may hold weights alone, or be none of Keras's: whoever names one in code is told.
        bool isUnasked = model.GetMetadata("IsDefault") == "true" && model.GetMetadata("IsFile") == "true";
        AllComplete &= (result.Error is null || isUnasked) && result.Warnings.Count == 0;
        if (result.Error is { } error && !isUnasked)
        {
            LogError(error.Error.Id, error.File ?? path, error.Message);
        }

        foreach (var warning in result.Warnings)
        {
            LogWarning(warning.Error.Id, warning.File ?? path, warning.Message);
        }

        Write(result, model);
    }

    // What is wrong with the model itself is not looked for before the declarations are right: without them it lacks layers.
    private DeclaredLayers? LayersOf(string path, ITaskItem model)
    {
        try
        {
            return DeclaredLayers.Parse(model.GetMetadata("KerasLayers"));
        }
        catch (FormatException exception)
        {
            AllComplete = false;
            string modelPath = model.GetMetadata("ModelPath");
            var error = new ContractError(WrongLayers, $"The metadata KerasLayers of the model '{modelPath}' cannot be read: {exception.Message}.");
            LogError(error.Id, path, error.Message);
            Write(new ExtractionResult(new ContractDocument { Model = ModelFile.NameOf(path), Path = modelPath, Error = error }, null, []), model);
            return null;
        }
    }

    private void Write(ExtractionResult result, ITaskItem model)
    {
        Write("contract", model, model.GetMetadata("ContractFile"), ContractWriter.Write(result.Document with { Target = model.GetMetadata("TargetPath") }));
        Write("list of the graph", model, model.GetMetadata("GraphFile"), GraphListWriter.Write(List(result, model)));
    }

    private GraphListDocument List(ExtractionResult result, ITaskItem model)
    {
        string path = model.GetMetadata("ModelPath");
        string[] checkpoints = [.. CheckpointsOf(model)];
        try
        {
            return GraphLister.List(result.File, path, checkpoints);
        }
        catch (ModelFormatException exception)
        {
            // The signatures of the model do not need what is damaged.
            Log.LogMessage(MessageImportance.Low, "{0}: its nodes are not listed: {1}", path, exception.Message);
            return GraphLister.List(null, path, checkpoints);
        }
    }

    private IEnumerable<string> CheckpointsOf(ITaskItem model)
    {
        const string IndexExtension = ".index";

        string folder = model.GetMetadata("ModelFolder");
        foreach (var file in Files.Where(file => file.GetMetadata("Model") == model.ItemSpec))
        {
            string path = file.GetMetadata("FullPath");
            if (path.EndsWith(IndexExtension, StringComparison.Ordinal))
            {
                yield return RelativePath.Of(folder, path.Substring(0, path.Length - IndexExtension.Length));
            }
            else if (file.GetMetadata("IsCheckpoint") == "true")
            {
                yield return RelativePath.Of(folder, path);
            }
        }
    }

    private void Write(string what, ITaskItem model, string file, string text)
    {
        try
        {
            bool written = ContractFile.WriteIfDifferent(file, text);
            Log.LogMessage(MessageImportance.Low, "{0}: {1} {2}", model.GetMetadata("ModelPath"), written ? "wrote" : "nothing new for", file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            AllComplete = false;
            LogError(CannotWrite, file, $"The {what} of '{model.GetMetadata("ModelPath")}' cannot be written: {exception.Message} Make the project's intermediate folder writable.");
        }
    }

    private void LogError(string id, string file, string message)
    {
        if (!DesignTime)
        {
            Log.LogError(null, id, id, HelpLink(id), file, 0, 0, 0, 0, "{0}", message);
        }
    }

    private void LogWarning(string id, string file, string message)
    {
        if (!DesignTime)
        {
            Log.LogWarning(null, id, id, HelpLink(id), file, 0, 0, 0, 0, "{0}", message);
        }
    }

    private string HelpLink(string id) => $"{HelpFolder}{id}.md";
}
