using TypedModels.Formats.Models;

namespace TypedModels.Formats.SavedModels;

/// <summary>Says why a folder has no <c>saved_model.pb</c>, as far as what lies there tells.</summary>
internal static class MissingModel
{
    private const int MostNamed = 3;

    /// <summary>The problem of <paramref name="folder"/>.</summary>
    public static ModelProblem Describe(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new ModelProblem(ExtractionError.NotFound, folder, "There is no such folder", "Correct the path: it names the folder that holds saved_model.pb");
        }

        if (File.Exists(Path.Combine(folder, SavedModelFile.TextFileName)))
        {
            return new ModelProblem(
                ExtractionError.TextFormat, Path.Combine(folder, SavedModelFile.TextFileName), "The SavedModel is in text form, which TypedModels does not read",
                "Export it again with tf.saved_model.save, which writes saved_model.pb");
        }

        if (File.Exists(Path.Combine(folder, "saved_model.cpb")))
        {
            return new ModelProblem(
                ExtractionError.Chunked, Path.Combine(folder, "saved_model.cpb"), "The SavedModel is larger than 2 GB and saved in chunks, which no released TensorFlow can load",
                "Keep large constants in variables, and export the model again");
        }

        return new ModelProblem(ExtractionError.NotFound, folder, "The folder holds no saved_model.pb", Hint(folder));
    }

    /// <summary>The problem of a graph's file that is not there: the remedy names the nearest files of its kind.</summary>
    public static ModelProblem DescribeFile(string file)
    {
        string folder = Path.GetDirectoryName(file) is { Length: > 0 } parent ? parent : ".";
        if (!Directory.Exists(folder))
        {
            return new ModelProblem(ExtractionError.NotFound, file, "There is no such file, nor its folder", "Correct the path");
        }

        string name = Path.GetFileName(file);
        string[] near = Directory.EnumerateFiles(folder).Select(other => Path.GetFileName(other)!).Where(other => ModelFile.KindOf(other) != ModelFileKind.SavedModel)
            .OrderByDescending(other => CommonLength(name, other)).ThenBy(other => other, StringComparer.Ordinal).Take(MostNamed).ToArray();
        return new ModelProblem(ExtractionError.NotFound, file, "There is no such file",
            near.Length > 0 ? $"Correct the path: the folder has {string.Join(", ", near.Select(other => $"'{other}'"))}" : "Correct the path: the folder has no .keras, .h5, .meta, .pb or .pbtxt file");
    }

    // What two names begin and end with.
    private static int CommonLength(string name, string other)
    {
        int shorter = Math.Min(name.Length, other.Length), start = 0, end = 0;
        while (start < shorter && name[start] == other[start])
        {
            start++;
        }

        while (end < shorter - start && name[name.Length - 1 - end] == other[other.Length - 1 - end])
        {
            end++;
        }

        return start + end;
    }

    private static string Hint(string folder)
    {
        string? version = Directory.EnumerateDirectories(folder).FirstOrDefault(inner => File.Exists(Path.Combine(inner, SavedModelFile.FileName)));
        if (version is not null)
        {
            return $"The folder '{Path.GetFileName(version)}' inside it does: use that path";
        }

        return Directory.Exists(Path.Combine(folder, "variables"))
            ? "Its variables are there: fetch saved_model.pb too, or export the model again"
            : "Correct the path: it names the folder that holds saved_model.pb";
    }
}
