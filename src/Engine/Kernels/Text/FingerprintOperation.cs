using System.Buffers.Binary;
using System.Text;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>Fingerprint: eight bytes for each row of a tensor of any type.</summary>
internal static class FingerprintOperation
{
    private const int Size = sizeof(ulong);

    /// <summary>Computes them.</summary>
    public static void Run(KernelContext context, DataType type)
    {
        var data = context.Input(0);
        var method = context.Input(1);
        if (method.Rank != 0)
        {
            throw OperationException.InvalidArgument($"`method` should be a scalar string: {method.Shape}");
        }

        if (!method.Texts[0].Span.SequenceEqual("farmhash64"u8))
        {
            throw OperationException.InvalidArgument($"Unsupported fingerprint method: {Encoding.UTF8.GetString(method.Texts[0].Span)}");
        }

        if (data.Rank == 0)
        {
            throw OperationException.InvalidArgument($"`data` should have at least one dimension: {data.Shape}");
        }

        int rows = data[0];
        int width = data.Shape.Product(1, data.Rank);
        var output = context.Output(0, new Shape(rows, Size)).WritableSpan<byte>();
        for (int row = 0; row < rows; row++)
        {
            context.ThrowIfCancelledEvery(row);
            BinaryPrimitives.WriteUInt64LittleEndian(output[(row * Size)..], type == DataType.String ? OfTexts(data, row * width, width) : OfBytes(data, row, width));
        }
    }

    private static ulong OfBytes(Tensor data, int row, int width)
    {
        int length = width * DataTypes.SizeOf(data.Type);
        return Fingerprint.Of(data.Bytes.Slice(row * length, length));
    }

    // One text has its own fingerprint; several have that of their fingerprints.
    private static ulong OfTexts(Tensor data, int start, int width)
    {
        if (width == 1)
        {
            return Fingerprint.Of(data.Texts[start].Span);
        }

        byte[] all = new byte[width * Size];
        for (int i = 0; i < width; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(all.AsSpan(i * Size), Fingerprint.Of(data.Texts[start + i].Span));
        }

        return Fingerprint.Of(all);
    }
}
