using Microsoft.Build.Framework;
using TypedModels.Formats.Extraction;

namespace TypedModels.Generator.Tasks;

/// <summary>Writes the contract of each model: the text that the generator reads in the model's place.</summary>
/// <remarks>Holds no state between builds and uses full paths only, so that any number of builds may run it in one process.</remarks>
public sealed class ExtractContracts : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private const string CannotWrite = "TYMD1104";

    private volatile bool _isCancelled;

    /// <summary>
    /// The models: the full path of each one's folder, with metadata <c>ModelPath</c>, its path relative to the project as <c>[TfModel]</c> says it; <c>TargetPath</c>,
    /// where the application finds it; <c>ContractFile</c>, the full path of the contract to write.
    /// </summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

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

    private void Extract(string folder, ITaskItem model)
    {
        var (document, error, warnings) = ContractExtractor.ExtractFolder(folder, Path.GetFileName(folder), model.GetMetadata("ModelPath"));
        AllComplete &= error is null && warnings.Count == 0;
        if (error is not null)
        {
            LogError(error.Error.Id, error.File ?? folder, error.Message);
        }

        foreach (var warning in warnings)
        {
            LogWarning(warning.Error.Id, warning.File ?? folder, warning.Message);
        }

        Write(model.GetMetadata("ContractFile"), document with { Target = model.GetMetadata("TargetPath") });
    }

    private void Write(string file, ContractDocument document)
    {
        try
        {
            bool written = ContractFile.WriteIfDifferent(file, ContractWriter.Write(document));
            Log.LogMessage(MessageImportance.Low, "{0}: {1} {2}", document.Path, written ? "wrote" : "nothing new for", file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            AllComplete = false;
            LogError(CannotWrite, file, $"The contract of '{document.Path}' cannot be written: {exception.Message} Make the project's intermediate folder writable.");
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
