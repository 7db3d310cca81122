using System.Text;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Discovery;

namespace TypedModels.Engine.Conformance.Lists;

/// <summary>The operations of a TensorFlow library, as it lists them itself.</summary>
internal static unsafe class TensorFlowList
{
    /// <summary>The version of the library.</summary>
    public static string Version => Library.Version;

    private static TensorFlowLibrary Library => TensorFlowRuntime.Load("the operation list", new LibrarySearch());

    /// <summary>The operations in ordinal order.</summary>
    public static IReadOnlyList<OperationDefinition> Read()
    {
        var library = Library;
        var buffer = library.Whole.TF_GetAllOpList();
        try
        {
            byte[] list = new ReadOnlySpan<byte>(buffer->data, (int)buffer->length).ToArray();
            var reader = new WireReader(list, "OpList");
            var operations = new List<OperationDefinition>();
            while (reader.Next())
            {
                operations.Add(new OperationDefinition(reader.Bytes()));
            }

            operations.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
            return operations;
        }
        finally
        {
            library.Graph.TF_DeleteBuffer(buffer);
        }
    }

    /// <summary>The text of the operation table.</summary>
    public static string Write()
    {
        var text = new StringBuilder();
        foreach (var operation in Read())
        {
            text.Append(OperationLineWriter.Write(operation)).Append('\n');
        }

        return text.ToString();
    }
}
