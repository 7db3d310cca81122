using System.Runtime.InteropServices;
using TypedModels.Engines;

namespace TypedModels.Engine.Tests.Support;

/// <summary>A tensor of bytes or of texts.</summary>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Bytes">The numeric elements; empty for text.</param>
/// <param name="Texts">The elements of text, or null.</param>
internal sealed record RawTensor(long[] Shape, byte[] Bytes, byte[][]? Texts = null)
{
    /// <summary>Numbers.</summary>
    public static RawTensor Of<T>(long[] shape, params T[] numbers)
        where T : unmanaged => new(shape, MemoryMarshal.AsBytes<T>(numbers).ToArray());

    /// <summary>Zeros, or empty texts.</summary>
    public static RawTensor Zeros(DataType type, params long[] shape)
    {
        long count = shape.Aggregate(1L, (product, length) => product * length);
        return type == DataType.String ? new RawTensor(shape, [], [.. Enumerable.Repeat(Array.Empty<byte>(), (int)count)]) : new RawTensor(shape, new byte[count * DataTypes.SizeOf(type)]);
    }

    /// <summary>The elements as numbers.</summary>
    public T[] As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes).ToArray();

    /// <summary>Calls a signature once.</summary>
    public static RawTensor[] Call(EngineSession session, EngineModel model, int signature, CallLimits limits, params RawTensor[] inputs)
    {
        using var frame = session.CreateFrame(signature);
        for (int slot = 0; slot < inputs.Length; slot++)
        {
            Feed(frame, slot, inputs[slot]);
        }

        frame.Run(limits);
        return [.. model.Signatures[signature].Outputs.Select((output, slot) => Fetch(frame, slot, output.DataType))];
    }

    private static void Feed(CallFrame frame, int slot, RawTensor tensor)
    {
        if (tensor.Texts is not { } texts)
        {
            ref byte place = ref frame.Input(slot, tensor.Shape);
            tensor.Bytes.CopyTo(MemoryMarshal.CreateSpan(ref place, tensor.Bytes.Length));
            return;
        }

        frame.InputText(slot, tensor.Shape);
        for (int i = 0; i < texts.Length; i++)
        {
            frame.SetText(slot, i, texts[i]);
        }
    }

    private static RawTensor Fetch(CallFrame frame, int slot, DataType type)
    {
        long[] shape = frame.OutputShape(slot).ToArray();
        int count = (int)shape.Aggregate(1L, (product, length) => product * length);
        if (type != DataType.String)
        {
            return new RawTensor(shape, count == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(in frame.Output(slot), count * DataTypes.SizeOf(type)).ToArray());
        }

        var texts = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            texts[i] = frame.OutputText(slot, i).ToArray();
        }

        return new RawTensor(shape, [], texts);
    }
}
