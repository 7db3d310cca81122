using System.Text;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Models;

/// <summary>Knows files that are named in place of a graph by mistake: parts of a checkpoint, and models of other formats.</summary>
internal static class OtherFile
{
    private static readonly byte[] s_hdf5 = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a];

    private static readonly byte[] s_zip = [(byte)'P', (byte)'K', 3, 4];

    /// <summary>What a path names that is no graph, or null when it may be one.</summary>
    public static ModelProblem? Find(string path)
    {
        if (Directory.Exists(path))
        {
            return null;
        }

        if (!File.Exists(path))
        {
            return File.Exists(path + ".index") ? Checkpoint(path, path) : null;
        }

        string name = Path.GetFileName(path);
        int data = name.LastIndexOf(".data-", StringComparison.Ordinal);
        string? prefix = name.EndsWith(".index", StringComparison.Ordinal) ? path.Substring(0, path.Length - ".index".Length)
            : data >= 0 ? path.Substring(0, path.Length - name.Length + data) : null;
        if (prefix is not null)
        {
            return Checkpoint(path, prefix);
        }

        return name is SavedModelFile.FileName or SavedModelFile.TextFileName ? null : OfAnotherFormat(path) ?? new ModelProblem(
            ExtractionError.OtherForm, path, "The file's name does not say which kind of model it is", "Name a SavedModel's folder, or a file that ends in .keras, .h5, .json, .meta, .pb or .pbtxt");
    }

    /// <summary>Which format that is not read here a file is of, by its first bytes or its ending; null when it may be one of ours.</summary>
    public static ModelProblem? OfAnotherFormat(string file) => OfBytes(file, Start(file)) ?? OfEnding(file);

    /// <summary>What the first bytes of a file say it is, or null when they may be a graph's.</summary>
    public static ModelProblem? OfBytes(string file, ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(s_hdf5))
        {
            return new ModelProblem(ExtractionError.OtherForm, file, "The file is a Keras model in HDF5, not a graph", "Give it a name that ends in .h5");
        }

        if (start.StartsWith(s_zip))
        {
            return new ModelProblem(ExtractionError.OtherForm, file, "The file is an archive, such as a Keras model, not a graph", "Give it a name that ends in .keras if Keras saved it, or unpack it");
        }

        if (start.Length >= 8 && Encoding.ASCII.GetString(start.Slice(4, 4).ToArray()) == "TFL3")
        {
            return new ModelProblem(ExtractionError.OtherForm, file, "The file is a TensorFlow Lite model, which TypedModels does not read", "Use the model that it was converted from");
        }

        return null;
    }

    /// <summary>What the ending of a file's name says it is, or null.</summary>
    private static ModelProblem? OfEnding(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".tflite" => new ModelProblem(ExtractionError.OtherForm, file, "The file is a TensorFlow Lite model, which TypedModels does not read", "Use the model that it was converted from"),
        ".onnx" => new ModelProblem(ExtractionError.OtherForm, file, "The file is an ONNX model, which TypedModels does not read", "Use the TensorFlow model that it was converted from"),
        _ => null,
    };

    private static ModelProblem Checkpoint(string path, string prefix)
    {
        string graph = prefix + ".meta";
        return new ModelProblem(
            ExtractionError.OtherForm, path, "This is a checkpoint: it holds the values of variables, and no graph",
            File.Exists(graph) ? $"Name its graph, '{Path.GetFileName(graph)}'" : "Name the .meta file of its graph, or export the model with tf.saved_model.save");
    }

    private static byte[] Start(string path)
    {
        var start = new byte[16];
        using var stream = File.OpenRead(path);
        int length = stream.Read(start, 0, start.Length);
        Array.Resize(ref start, length);
        return start;
    }
}
