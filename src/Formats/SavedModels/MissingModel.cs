namespace TypedModels.Formats.SavedModels;

/// <summary>Says why a folder has no <c>saved_model.pb</c>, as far as what lies there tells.</summary>
internal static class MissingModel
{
    /// <summary>The problem of <paramref name="folder"/>.</summary>
    public static ModelProblem Describe(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new ModelProblem(ExtractionError.NotFound, folder, "There is no such folder", "Correct the path: it names the folder that holds saved_model.pb");
        }

        if (File.Exists(Path.Combine(folder, "saved_model.pbtxt")))
        {
            return new ModelProblem(
                ExtractionError.TextFormat, Path.Combine(folder, "saved_model.pbtxt"), "The SavedModel is in text form, which TypedModels does not read",
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
