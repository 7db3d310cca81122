using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;
using TypedModels.Formats;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>Values as serialised <c>TensorProto</c> messages.</summary>
internal static class TensorTextOperations
{
    /// <summary>ParseTensor.</summary>
    public static void Parse(KernelContext context, DataType type)
    {
        var input = context.Input(0);
        if (input.Rank != 0)
        {
            throw OperationException.InvalidArgument($"Expected `serialized` to be a scalar, got shape: {input.Shape}");
        }

        context.Forward(0, Read(input.Texts[0], type));
    }

    /// <summary>The value of a serialised message, which must have a type.</summary>
    public static Tensor Read(ReadOnlyMemory<byte> text, DataType type)
    {
        try
        {
            var document = new TensorDocument(text);
            if (document.DataType != type)
            {
                throw OperationException.InvalidArgument(
                    document.DataType == DataType.Invalid ? "Cannot parse tensor from proto: it has no type" : $"Type mismatch between parsed tensor ({document.DataType.ToWord()}) and dtype ({type.ToWord()})");
            }

            return ConstantReader.ReadValue(document);
        }
        catch (ModelFormatException exception)
        {
            throw OperationException.InvalidArgument($"Could not parse `serialized` as TensorProto: {exception.Message}");
        }
    }

    /// <summary>SerializeTensor.</summary>
    public static void Serialize(KernelContext context)
    {
        var buffer = context.TextBuffer;
        TensorMessage.Append(buffer, context.Input(0));
        context.Output(0, Shape.Scalar).WritableTexts[0] = context.Keep(buffer.Written);
    }
}
