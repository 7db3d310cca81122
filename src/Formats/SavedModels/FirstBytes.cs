using System.Text;
using System.Text.RegularExpressions;
using TypedModels.Formats.Models;

namespace TypedModels.Formats.SavedModels;

/// <summary>Tells from a file's first bytes what stands in a model's place: the error of a parser would not.</summary>
internal static class FirstBytes
{
    private const int Inspected = 512;

    // The largest array of bytes; protobuf's own limit is close to it.
    private const long LargestFile = 0x7FFFFFC7;

    // Comments, then a field of GraphDef or MetaGraphDef.
    private static readonly Regex s_textForm = new(@"^(\s|#[^\n]*(\n|$))*([a-z_0-9]+\s*[:{<]|$)", RegexOptions.CultureInvariant);

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
        var problem = Stray(file, start.Span) ?? (IsText(start.Span) ? Text(file, start.Span) : null) ?? (GraphForms.IsGraph(bytes) ? Graph(file) : null);
        if (problem is not null)
        {
            throw new ModelFormatException(problem);
        }
    }

    /// <summary>Refuses what is recognisably not a graph or meta graph.</summary>
    /// <returns>Whether the file is in text form.</returns>
    /// <exception cref="ModelFormatException">The file is empty, a Git LFS pointer, of another format, or of the form that its name does not say.</exception>
    public static bool CheckGraph(string file, ReadOnlyMemory<byte> bytes, bool mayBeBinary, bool mayBeText)
    {
        var start = bytes.Slice(0, Math.Min(Inspected, bytes.Length)).Span;
        bool isText = IsText(start);
        var problem = Stray(file, start) ?? OtherFile.OfBytes(file, start) ?? (isText, mayBeBinary, mayBeText) switch
        {
            (true, _, false) => IsTextOfGraph(start)
                ? new ModelProblem(ExtractionError.OtherForm, file, "The file holds a graph in text form, and its name says binary form", "Give the file a name that ends in .pbtxt")
                : Text(file, start),
            (false, false, _) => new ModelProblem(ExtractionError.OtherForm, file, "The file is not text, and its name says text form", "Give the file a name that ends in .pb if it is a graph in binary form"),
            (true, _, true) => IsTextOfGraph(start) ? null : Text(file, start),
            _ => null,
        };
        return problem is null ? isText : throw new ModelFormatException(problem);
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

    // Text form begins with a field, and web pages, JSON and messages of errors do not.
    private static bool IsTextOfGraph(ReadOnlySpan<byte> start)
    {
        string text = Encoding.UTF8.GetString(start.ToArray()).TrimStart('\uFEFF');
        return s_textForm.IsMatch(text);
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
        return new ModelProblem(ExtractionError.NotBinary, file, $"The file holds {kind}, not a model", "Fetch the model again, and look at what the download answered");
    }

    private static ModelProblem Graph(string file) => new(
        ExtractionError.BareGraph, file, "The file is a graph (GraphDef), not a SavedModel: it has no signatures", "Export the model with tf.saved_model.save, or name the graph's file with another extension as a frozen graph");
}
