using TypedModels.Formats.Protobuf;
using TypedModels.Formats.Transforms;

namespace TypedModels.Formats.SavedModels;

/// <summary>Writes <c>saved_model.pb</c> as TensorFlow 1 does: one graph that restores itself, without an object graph. What is a map in the format is written in ordinal order.</summary>
internal static class SavedModelWriter
{
    private const int SchemaVersion = 1, CheckpointFormat = 2;
    private const string InitSignature = "__saved_model_init_op", InitCollection = "saved_model_main_op";

    /// <summary>The file.</summary>
    public static byte[] Write(SavedModelContent content)
    {
        var info = new WireWriter();
        foreach (string tag in content.Tags)
        {
            info.Text(4, tag);
        }

        var metaGraph = new WireWriter().Message(1, info.Text(5, content.TensorFlowVersion)).Bytes(2, content.Graph.Span);
        if (content.Saver is { } saver)
        {
            metaGraph.Message(3, new WireWriter().Text(1, saver.FilenameTensor).Text(2, saver.SaveTensor).Text(3, saver.RestoreOperation).Varint(7, CheckpointFormat));
        }

        if (content.InitOperation is { } init)
        {
            metaGraph.Message(4, Entry(InitCollection, new WireWriter().Message(1, new WireWriter().Text(1, init))));
            metaGraph.Message(5, Entry(InitSignature, new WireWriter().Message(2, Entry(InitSignature, new WireWriter().Text(1, init).Message(3, ShapeWriter.Write(TensorShape.Unknown))))));
        }

        foreach (var signature in content.Signatures.OrderBy(signature => signature.Key, StringComparer.Ordinal))
        {
            metaGraph.Message(5, Entry(signature.Key, Signature(signature)));
        }

        foreach (var (tensor, fileName) in content.Assets)
        {
            metaGraph.Message(6, new WireWriter().Message(1, new WireWriter().Text(1, tensor)).Text(2, fileName));
        }

        return new WireWriter(metaGraph.Written.Length + 16).Varint(1, SchemaVersion).Message(2, metaGraph).ToArray();
    }

    private static WireWriter Signature(SignatureContent signature)
    {
        var message = new WireWriter();
        Add(message, 1, signature.Inputs, Argument);
        Add(message, 2, signature.Outputs, Argument);
        message.Text(3, signature.MethodName);
        Add(message, 4, signature.Defaults, value => new WireWriter().Fields(value.Span));
        return message;
    }

    private static void Add<T>(WireWriter message, int field, IReadOnlyDictionary<string, T> map, Func<T, WireWriter> write)
    {
        foreach (var entry in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            message.Message(field, Entry(entry.Key, write(entry.Value)));
        }
    }

    private static WireWriter Argument(ArgumentContent argument) =>
        argument.Message.Length > 0 ? new WireWriter().Fields(argument.Message.Span) : new WireWriter().Text(1, argument.Tensor).Varint(2, (int)argument.Type).Message(3, ShapeWriter.Write(argument.Shape));

    private static WireWriter Entry(string key, WireWriter value) => new WireWriter().Text(1, key).Message(2, value);
}
