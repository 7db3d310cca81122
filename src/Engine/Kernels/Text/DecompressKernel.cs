using System.IO.Compression;
using System.Runtime.InteropServices;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>DecodeCompressed: each text as zlib or gzip had it before. A text that ends too early gives what is there, as TensorFlow's does.</summary>
internal sealed class DecompressKernel : Kernel
{
    private const int PieceLength = 16 * 1024;

    private readonly string _kind;

    public DecompressKernel(KernelNode node)
    {
        _kind = node.Text("compression_type");
        if (_kind is not ("" or "ZLIB" or "GZIP"))
        {
            throw OperationException.InvalidArgument("Only ZLIB, GZIP or NONE are supported compressions");
        }
    }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (_kind.Length == 0)
        {
            context.Forward(0, input);
            return;
        }

        var texts = input.Texts;
        var output = context.Output(0, input.Shape).WritableTexts;
        for (int i = 0; i < texts.Length; i++)
        {
            var buffer = context.TextBuffer;
            try
            {
                Decompress(context, texts[i], buffer);
            }
            catch (InvalidDataException exception)
            {
                throw new OperationException(ModelErrorCode.DataLoss, $"The text at index {i} is no {_kind} data: {exception.Message}");
            }

            output[i] = context.Keep(buffer.Written);
        }
    }

    private void Decompress(KernelContext context, ReadOnlyMemory<byte> text, ByteBuffer output)
    {
        if (!MemoryMarshal.TryGetArray(text, out var bytes))
        {
            bytes = text.ToArray();
        }

        using var source = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using Stream stream = _kind == "ZLIB" ? new ZLibStream(source, CompressionMode.Decompress) : new GZipStream(source, CompressionMode.Decompress);
        while (true)
        {
            context.ThrowIfCancelled();
            int start = output.Length;
            int read = stream.Read(output.Reserve(PieceLength));
            output.Truncate(start + read);
            if (read == 0)
            {
                return;
            }
        }
    }
}
