using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.Models;
using TypedModels.Tool.Terminal;

namespace TypedModels.Tool.Conversion;

/// <summary>Converts one model: what its signatures reach of the graph, their variables as they are when the model is loaded, its tables' files.</summary>
internal sealed class ModelConversion(CallableModel source, string folder, RecordedAnswers? answers, Progress progress, CancellationToken cancellationToken)
{
    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>Writes the SavedModel, and verifies it. It appears when it is whole; one whose answers differ stays, to be looked at.</summary>
    /// <exception cref="UsageException">The folder is there already.</exception>
    /// <exception cref="ModelException">The model cannot be loaded, or not be written.</exception>
    public ConversionReport Run()
    {
        if (Directory.Exists(_folder) && Directory.EnumerateFileSystemEntries(_folder).Any())
        {
            throw new UsageException($"{folder} is there already, and not empty: name a folder that is not.");
        }

        progress.Report("loading", 0);
        var reader = source.Read();
        var content = new ConvertedGraph(reader, source.Contract);
        Write(content);
        progress.Report("verifying", 0.5);
        var verified = new ConversionCheck(source, _folder, answers, cancellationToken).Run();
        return new ConversionReport(
            source.Contract.Model,
            folder,
            [.. content.Signatures.Select(signature => signature.Key)],
            new GraphDocument(content.Graph).Nodes.Count,
            reader.MetaGraph.Graph.Nodes.Count,
            content.Variables.Count,
            new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length),
            verified);
    }

    private void Write(ConvertedGraph content)
    {
        string written = $"{_folder.TrimEnd(Path.DirectorySeparatorChar)}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(written);
            if (content.Variables.Count > 0)
            {
                using var session = source.Load(new ModelOptions(), cancellationToken: cancellationToken);
                session.SaveVariables(Path.Combine(written, "variables", "variables"));
            }

            foreach (var asset in content.Assets)
            {
                Directory.CreateDirectory(Path.Combine(written, "assets"));
                File.Copy(asset.Path, Path.Combine(written, "assets", Path.GetFileName(asset.Path)));
            }

            File.WriteAllBytes(Path.Combine(written, SavedModelFile.FileName), SavedModelWriter.Write(content.ToSavedModel()));
            if (Directory.Exists(_folder))
            {
                Directory.Delete(_folder);
            }

            Directory.Move(written, _folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(source.Contract.Model, $"{folder} cannot be written: {exception.Message}", exception);
        }
        finally
        {
            if (Directory.Exists(written))
            {
                Directory.Delete(written, recursive: true);
            }
        }
    }
}
