using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.Models;
using TypedModels.Tool.Terminal;

namespace TypedModels.Tool.Conversion;

/// <summary>Converts one model: what its signatures reach of the graph, their variables as they are when the model is loaded, its tables' files.</summary>
internal sealed class ModelConversion(CallableModel source, string folder, RecordedAnswers? answers, Progress progress, CancellationToken cancellationToken)
{
    private readonly string _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>Writes the SavedModel, and verifies it. It appears when it is whole, and is gone again when it cannot be verified; one whose answers differ stays, to be looked at.</summary>
    /// <exception cref="UsageException">The folder is there already, or the answers are of other signatures.</exception>
    /// <exception cref="ModelException">The model cannot be loaded, or not be written.</exception>
    public ConversionReport Run()
    {
        RequireRoom();
        progress.Report("loading", 0);
        var reader = source.Read();
        var content = new ConvertedGraph(reader, source.Contract);
        RequireSignatures(content);
        Write(content);
        progress.Report("verifying", 0.5);
        return new ConversionReport(
            source.Contract.Model,
            folder,
            [.. content.Signatures.Select(signature => signature.Key)],
            new GraphDocument(content.Graph).Nodes.Count,
            reader.MetaGraph.Graph.Nodes.Count,
            content.Variables.Count,
            new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length),
            Verify());
    }

    private void RequireRoom()
    {
        if (File.Exists(_folder) || (Directory.Exists(_folder) && Directory.EnumerateFileSystemEntries(_folder).Any()))
        {
            throw new UsageException($"{folder} is there already{(File.Exists(_folder) ? ", and is a file" : ", and not empty")}: name a folder that is not.");
        }
    }

    private void RequireSignatures(ConvertedGraph content)
    {
        string[] keys = [.. content.Signatures.Select(signature => signature.Key)];
        if (keys.Length == 0)
        {
            throw new UsageException($"{source.Contract.Model} has no signature that could be converted: {source.Obstacle(0)}.");
        }

        string[] others = [.. (answers?.Cases ?? []).Select(recorded => recorded.Signature).Distinct().Except(keys)];
        if (others.Length > 0)
        {
            throw new UsageException($"The answers are of {Listed(others)}, and the SavedModel would have {Listed(keys)}: name its signatures as the answers do, --signature \"{others[0]}: input:0 -> output:0\".");
        }
    }

    private static string Listed(string[] keys) => string.Join(", ", keys.Select(key => $"'{key}'"));

    // What is not whole yet lies beside the folder, or beside the first one on its way that has to be made.
    private void Write(ConvertedGraph content)
    {
        string parent = Path.GetDirectoryName(_folder)!, place = parent;
        while (!Directory.Exists(place))
        {
            place = Path.GetDirectoryName(place)!;
        }

        string written = Path.Combine(place, $".{Path.GetFileName(_folder)}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(written);
            WriteFiles(content, written);
            cancellationToken.ThrowIfCancellationRequested();
            Directory.CreateDirectory(parent);
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

    private void WriteFiles(ConvertedGraph content, string written)
    {
        // A model without variables is loaded too: one that no engine can load is not worth writing.
        using (var session = source.Load(new ModelOptions(), cancellationToken: cancellationToken))
        {
            if (content.Variables.Count > 0)
            {
                session.SaveVariables(Path.Combine(written, "variables", "variables"));
            }
        }

        foreach (var asset in content.Assets.DistinctBy(asset => asset.FileName))
        {
            Directory.CreateDirectory(Path.Combine(written, "assets"));
            File.Copy(asset.Path, Path.Combine(written, "assets", asset.FileName));
        }

        File.WriteAllBytes(Path.Combine(written, SavedModelFile.FileName), SavedModelWriter.Write(content.ToSavedModel()));
    }

    private IReadOnlyList<VerificationReport> Verify()
    {
        bool isVerified = false;
        try
        {
            var verified = new ConversionCheck(source, _folder, answers, cancellationToken).Run();
            isVerified = true;
            return verified;
        }
        finally
        {
            if (!isVerified)
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
    }
}
