using TypedModels.Formats.Transforms;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Texts;

/// <summary>Cuts texts into words or letters, and puts neighbours together.</summary>
internal static class TextSplitter
{
    // tf.strings.unicode_split puts this letter, U+FFFD, where bytes are no UTF-8.
    private const long Replacement = 0xFFFD;

    /// <summary>The words of each text of a vector: what white space parts (<c>tf.strings.split</c>).</summary>
    public static RaggedRows Words(LayerGraph graph, GraphTensor texts)
    {
        var split = graph.Node("StringSplitV2").Input(texts).Input(graph.Text("")).Outputs();
        var (places, words, shape) = (split[0], split[1], split[2]);
        var rows = graph.Reshape(graph.Slice(places, 1, 0, 1), -1);
        var lengths = graph.Node("DenseBincount").Input(rows).Input(graph.Element(shape, 0)).Input(graph.LongIntegers([])).Output();
        var ends = graph.Add("Cumsum", lengths, graph.Integer(0));
        return new RaggedRows(words, graph.Concatenate([graph.LongIntegers([0]), ends], 0));
    }

    /// <summary>The letters of each text of a vector (<c>tf.strings.unicode_split</c>).</summary>
    public static RaggedRows Letters(LayerGraph graph, GraphTensor texts)
    {
        var decoded = graph.Node("UnicodeDecode").Input(texts).With("input_encoding", "UTF-8").With("errors", "replace").With("replacement_char", Replacement).Outputs();
        var (splits, codes) = (decoded[0], decoded[1]);
        var each = graph.Range(graph.WithNumber("AddV2", graph.LengthOf(codes, 0), 1));
        var letters = graph.Node("UnicodeEncode").Input(codes).Input(each).With("output_encoding", "UTF-8").With("errors", "replace").With("replacement_char", Replacement).Output();
        return new RaggedRows(letters, splits);
    }

    /// <summary>The rows of a matrix, all of one length.</summary>
    public static RaggedRows Rows(LayerGraph graph, GraphTensor matrix)
    {
        var starts = graph.Range(graph.WithNumber("AddV2", graph.LengthOf(matrix, 0), 1));
        var splits = graph.Cast(graph.Add("Mul", starts, graph.LengthOf(matrix, 1)), DataType.Int64);
        return new RaggedRows(graph.Reshape(matrix, -1), splits);
    }

    /// <summary>Neighbours of each row put together with a space between: of each of some numbers of them, one number after the other (<c>tf.strings.ngrams</c>).</summary>
    public static RaggedRows Neighbours(LayerGraph graph, RaggedRows rows, IReadOnlyList<long> widths)
    {
        var joined = graph.Node("StringNGrams").Input(rows.Values).Input(rows.Splits)
            .With("separator", " ").With("ngram_widths", AttributeWriter.Integers(widths)).With("left_pad", "").With("right_pad", "").With("pad_width", 0L).With("preserve_short_sequences", false)
            .Outputs();
        return new RaggedRows(joined[0], joined[1]);
    }
}
