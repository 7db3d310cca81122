using TypedModels.Engines;

namespace TypedModels.TensorFlow.Loading;

/// <summary>The files that a load reads besides the graph. TensorFlow opens them itself; what is missing is said here, by name.</summary>
internal static class LoadFiles
{
    /// <summary>Makes sure that the files are there.</summary>
    public static void Check(EngineModel model, LoadError error)
    {
        if (model.Restore is { Prefix: var prefix } && !File.Exists(prefix + ".index") && !File.Exists(prefix))
        {
            throw Directory.Exists(Path.GetDirectoryName(prefix))
                ? error.File(prefix + ".index", "the index of the variables is missing", "Copy the whole model, or export it again")
                : error.File(Path.GetDirectoryName(prefix), "the folder of the variables is missing", "Copy the whole model, or export it again");
        }

        foreach (var asset in model.Assets)
        {
            if (!File.Exists(asset.Path))
            {
                throw error.File(asset.Path, "a file that the model reads is missing", "Copy the whole model with its assets, or export it again");
            }
        }
    }

    /// <summary>About how much memory TensorFlow holds for the model: the graph several times, the variables once.</summary>
    public static long SizeInMemory(EngineModel model)
    {
        const int CopiesOfTheGraph = 3;
        return (CopiesOfTheGraph * (long)model.GraphDef.Length) + DataFiles(model).Sum(file => file.Length) + model.Values.Sum(SizeInMemory);
    }

    /// <summary>The files that hold the variables' values.</summary>
    public static IReadOnlyList<FileInfo> DataFiles(EngineModel model) => Files(model, ".data-*");

    /// <summary>All files that the variables are restored from.</summary>
    public static IReadOnlyList<FileInfo> CheckpointFiles(EngineModel model) => Files(model, "*");

    private static FileInfo[] Files(EngineModel model, string ending)
    {
        if (model.Restore is not { Prefix: var prefix } || Path.GetDirectoryName(prefix) is not { } folder || !Directory.Exists(folder))
        {
            return [];
        }

        FileInfo[] files = new DirectoryInfo(folder).GetFiles(Path.GetFileName(prefix) + ending);
        Array.Sort(files, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return files;
    }

    private static long SizeInMemory(VariableValue value)
    {
        double size = Math.Max(1, DataTypes.SizeOf(value.Data.DataType));
        foreach (long dimension in value.Data.Shape.Dimensions)
        {
            size *= dimension;
        }

        return (long)Math.Clamp(size, 0, 1L << 40);
    }
}
