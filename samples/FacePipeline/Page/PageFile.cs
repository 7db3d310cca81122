using System.Text;
using FacePipeline.Faces;

namespace FacePipeline.Page;

/// <summary>The page as a file: written as a whole or not at all.</summary>
internal static class PageFile
{
    /// <summary>Writes the page.</summary>
    /// <returns>The file's full path.</returns>
    /// <exception cref="PipelineException">It cannot be written there.</exception>
    public static string Write(string path, FaceReport report)
    {
        string file = Path.GetFullPath(path);
        if (Directory.Exists(file))
        {
            throw new PipelineException(ExitCode.Failed, $"The page cannot be written to '{path}': that is a folder. Name a file in it, such as '{Path.Combine(path, "faces.html")}'.");
        }

        if (Path.GetExtension(file).ToLowerInvariant() is not (".html" or ".htm"))
        {
            throw new PipelineException(ExitCode.WrongArguments, $"The page is HTML: let --out end with .html, not '{Path.GetFileName(file)}'.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            throw new PipelineException(ExitCode.Failed, $"The page cannot be written to '{file}': there is no such folder. Make it first, or choose another with --out.");
        }

        string unfinished = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var writer = new StreamWriter(unfinished, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                ReportPage.Write(writer, report);
            }

            File.Move(unfinished, file, overwrite: true);
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(ExitCode.Failed, $"The page cannot be written to '{file}': {exception.Message.Replace(unfinished, file, StringComparison.Ordinal)}", exception);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
