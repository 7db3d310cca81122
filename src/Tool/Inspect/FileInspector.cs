using TypedModels.Formats;
using TypedModels.Formats.Models;

namespace TypedModels.Tool.Inspect;

/// <summary>Measures the files of a model.</summary>
internal static class FileInspector
{
    /// <summary>The files in the model's folder, by path.</summary>
    /// <exception cref="ModelFormatException">The folder cannot be listed.</exception>
    public static FilesInspection Inspect(ModelFile model)
    {
        var files = model.Kind == ModelFileKind.SavedModel ? List(model.Folder) : [new FileInspection(Path.GetFileName(model.Path), new FileInfo(model.Path).Length)];
        long BytesOf(Func<string, bool> isPart) => files.Where(file => isPart(file.Path)).Sum(file => file.Bytes);
        long graph = BytesOf(path => path == Path.GetFileName(model.Path));
        long variables = BytesOf(path => path.StartsWith("variables/", StringComparison.Ordinal));
        long assets = BytesOf(path => path.StartsWith("assets/", StringComparison.Ordinal));
        long total = files.Sum(file => file.Bytes);
        return new FilesInspection
        {
            TotalBytes = total,
            GraphBytes = graph,
            VariablesBytes = variables,
            AssetsBytes = assets,
            OtherBytes = total - graph - variables - assets,
            Files = files,
        };
    }

    private static List<FileInspection> List(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(file => new FileInspection(Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.Length))
                .OrderBy(file => file.Path, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException(new ModelProblem(ExtractionError.Unreadable, folder, exception.Message.TrimEnd('.'), "Make the model's files readable for this process"), exception);
        }
    }
}
