using System.Collections.Concurrent;
using System.Text;
using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Operations;

/// <summary>
/// The operations that TensorFlow 2.16.2 itself defines (<c>operations.txt</c>, written from <c>TF_GetAllOpList</c>). The lines are in ordinal order: one operation is found by halving, and only
/// what is asked for is parsed.
/// </summary>
internal static class OperationTable
{
    private static readonly Lazy<byte[]> s_text = new(ReadText);
    private static readonly ConcurrentDictionary<string, OperationDefinition?> s_found = new(StringComparer.Ordinal);

    /// <summary>The names of all operations, in ordinal order.</summary>
    public static IEnumerable<string> Names
    {
        get
        {
            for (int start = 0; start < s_text.Value.Length; start = LineEnd(start) + 1)
            {
                yield return Encoding.ASCII.GetString(s_text.Value, start, NameLength(start));
            }
        }
    }

    /// <summary>The definition of an operation, or null when TensorFlow has none of that name.</summary>
    /// <param name="name">The type of operation, such as <c>Conv2D</c>.</param>
    public static OperationDefinition? Find(string name)
    {
        if (s_found.TryGetValue(name, out var known))
        {
            return known;
        }

        // Names come from models: those that are not in the table are not kept.
        int start = FindLine(Encoding.UTF8.GetBytes(name));
        return start < 0 ? null : s_found.GetOrAdd(name, Parse(start));
    }

    private static OperationDefinition Parse(int start) => OperationLineReader.Read(Encoding.UTF8.GetString(s_text.Value, start, LineEnd(start) - start));

    private static int FindLine(ReadOnlySpan<byte> name)
    {
        byte[] text = s_text.Value;
        int low = 0, high = text.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            int start = text.AsSpan(0, middle).LastIndexOf((byte)'\n') + 1;
            int order = name.SequenceCompareTo(text.AsSpan(start, NameLength(start)));
            if (order == 0)
            {
                return start;
            }

            (low, high) = order < 0 ? (low, start) : (LineEnd(start) + 1, high);
        }

        return -1;
    }

    private static int NameLength(int start) => s_text.Value.AsSpan(start).IndexOf((byte)'(');

    private static int LineEnd(int start) => start + s_text.Value.AsSpan(start).IndexOf((byte)'\n');

    private static byte[] ReadText()
    {
        using var stream = typeof(OperationTable).Assembly.GetManifestResourceStream("operations.txt")
            ?? throw new InvalidOperationException("The resource operations.txt is missing from the assembly.");
        byte[] text = new byte[stream.Length];
        for (int read = 0; read < text.Length;)
        {
            int count = stream.Read(text, read, text.Length - read);
            read += count > 0 ? count : throw new EndOfStreamException("The resource operations.txt is shorter than its length.");
        }

        return text;
    }
}
