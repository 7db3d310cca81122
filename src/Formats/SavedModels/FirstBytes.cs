using System.Text;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>Tells from a file's first bytes what stands in a model's place: the error of a parser would not.</summary>
internal static class FirstBytes
{
    private const int Inspected = 512;

    // The largest array of bytes; protobuf's own limit is close to it.
    private const long LargestFile = 0x7FFFFFC7;

    private static readonly byte[] s_gitLfs = Encoding.ASCII.GetBytes("version https://git-lfs.github.com/");

    /// <summary>The whole file in one array.</summary>
    /// <exception cref="ModelFormatException">The file is larger than 2 GB.</exception>
    public static byte[] ReadAll(string file)
    {
        long length = new FileInfo(file).Length;
        return length <= LargestFile ? File.ReadAllBytes(file) : throw new ModelFormatException(new ModelProblem(
            ExtractionError.Chunked, file, $"The file is {length} bytes long; a protocol buffer ends at 2 GB", "Keep large constants in variables, and export the model again"));
    }

    /// <summary>Refuses what is recognisably not a SavedModel.</summary>
    /// <exception cref="ModelFormatException">The file is empty, a Git LFS pointer, text, or a graph.</exception>
    public static void Check(string file, ReadOnlyMemory<byte> bytes)
    {
        var start = bytes.Slice(0, Math.Min(Inspected, bytes.Length));
        var problem = Stray(file, start.Span) ?? (IsText(start.Span) ? Text(file, start.Span) : null) ?? (IsGraph(bytes) ? Graph(file) : null);
        if (problem is not null)
        {
            throw new ModelFormatException(problem);
        }
    }

    /// <summary>What is wrong with a file of variables or assets, as far as its first bytes tell; null when nothing is.</summary>
    public static ModelProblem? CheckData(string file, bool mayBeEmpty)
    {
        var start = new byte[s_gitLfs.Length];
        using var stream = File.OpenRead(file);
        int read = stream.Read(start, 0, start.Length);
        return read == 0 && mayBeEmpty ? null : Stray(file, start.AsSpan(0, read));
    }

    private static ModelProblem? Stray(string file, ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            return new ModelProblem(ExtractionError.Empty, file, "The file is empty", "Fetch or export the model again");
        }

        return start.StartsWith(s_gitLfs)
            ? new ModelProblem(ExtractionError.GitLfsPointer, file, "The file is a Git LFS pointer: the file itself was never fetched", "Run 'git lfs install' once and 'git lfs pull' in the repository")
            : null;
    }

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        foreach (byte value in start)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                return false;
            }
        }

        return true;
    }

    private static ModelProblem Text(string file, ReadOnlySpan<byte> start)
    {
        string text = Encoding.UTF8.GetString(start.ToArray()).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("saved_model_schema_version", StringComparison.Ordinal) || text.StartsWith("meta_graphs", StringComparison.Ordinal))
        {
            return new ModelProblem(
                ExtractionError.TextFormat, file, "The SavedModel is in text form, which TypedModels does not read", "Export it again with tf.saved_model.save, which writes it in binary form");
        }

        string kind = text.Length > 0 && text[0] == '<' ? "a web page" : "text";
        return new ModelProblem(ExtractionError.NotBinary, file, $"The file holds {kind}, not a SavedModel", "Fetch the model again, and look at what the download answered");
    }

    // A SavedModel begins with its version (field 1, a number), a GraphDef with a node (field 1, a message).
    private static bool IsGraph(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new WireReader(bytes, "GraphDef");
            if (!reader.Next() || reader is not { Field: 1, Type: WireType.Bytes })
            {
                return false;
            }

            var node = new NodeDocument(reader.Bytes());
            return node.Name.Length > 0 && node.Operation.Length > 0 && char.IsUpper(node.Operation[0]) && node.Operation.All(char.IsLetterOrDigit);
        }
        catch (ModelFormatException)
        {
            return false; // Not a graph: the reader of SavedModels says what it is missing.
        }
    }

    private static ModelProblem Graph(string file) => new(
        ExtractionError.BareGraph, file, "The file is a graph (GraphDef), not a SavedModel: it has no signatures", "Export the model with tf.saved_model.save, or name the graph's file with another extension as a frozen graph");
}
