using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Models;

/// <summary>Tells a SavedModel, a meta graph and a graph from one another by their first fields.</summary>
internal static class GraphForms
{
    /// <summary>
    /// The form of a file. A SavedModel begins with its version (field 1, a number); a <c>GraphDef</c>'s field 1 is a node; a <c>MetaGraphDef</c>'s field 2 is a graph.
    /// </summary>
    public static GraphForm Of(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            if (IsGraph(bytes))
            {
                return GraphForm.Graph;
            }

            var reader = new WireReader(bytes, "MetaGraphDef");
            for (bool isFirst = true; reader.Next(); isFirst = false)
            {
                switch (reader.Field, reader.Type)
                {
                    case (1, WireType.Varint) when isFirst:
                        reader.Skip();
                        return reader.Next() && reader is { Field: 2, Type: WireType.Bytes } ? GraphForm.SavedModel : GraphForm.Unknown;
                    case (2, WireType.Bytes):
                        return IsGraph(reader.Bytes()) ? GraphForm.MetaGraph : GraphForm.Unknown;
                    default:
                        reader.Skip();
                        break;
                }
            }
        }
        catch (ModelFormatException)
        {
            // The reader of the form that is expected says what is wrong.
        }

        return GraphForm.Unknown;
    }

    /// <summary>Whether the first node of the bytes is one, taken for a <c>GraphDef</c>.</summary>
    public static bool IsGraph(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new WireReader(bytes, "GraphDef");
            while (reader.Next())
            {
                if (reader is { Field: 1, Type: WireType.Bytes })
                {
                    var node = new NodeDocument(reader.Bytes());
                    return node.Name.Length > 0 && node.Operation.Length > 0 && node.Operation.All(IsOfOperation);
                }

                if (reader is { Field: 1 } or { Type: not (WireType.Bytes or WireType.Varint) })
                {
                    return false;
                }

                reader.Skip();
            }
        }
        catch (ModelFormatException)
        {
            // Not a graph.
        }

        return false;
    }

    /// <summary>Refuses a form that is not what the file's name says.</summary>
    /// <exception cref="ModelFormatException">The bytes are of another form.</exception>
    public static void Require(string file, ModelFileKind kind, GraphForm form)
    {
        if (form == GraphForm.SavedModel)
        {
            throw new ModelFormatException(new ModelProblem(
                ExtractionError.OtherForm, file, "The file is a SavedModel's, under another name", "Name it saved_model.pb, in a folder of its own with 'variables' and 'assets' beside it, and name that folder"));
        }

        if (kind == ModelFileKind.MetaGraph && form == GraphForm.Graph)
        {
            throw new ModelFormatException(new ModelProblem(
                ExtractionError.OtherForm, file, "The file is a graph alone (GraphDef), not a meta graph: it does not say how its variables are restored", "Give the file a name that ends in .pb if the graph is frozen, or export it with tf.compat.v1.train.export_meta_graph"));
        }
    }

    // The names of operations and of functions that are called.
    private static bool IsOfOperation(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '>' or '.' or '-' or '/';
}
