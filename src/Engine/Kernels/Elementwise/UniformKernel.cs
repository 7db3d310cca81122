using System.Runtime.InteropServices;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Gives a value of the input's shape whose elements are all the same.</summary>
/// <param name="element">The bytes of an element, or none for zeros and empty texts.</param>
internal sealed class UniformKernel(byte[] element) : Kernel
{
    public override void Run(KernelContext context)
    {
        var output = context.Output(0, context.Input(0).Shape);
        if (output.Type == DataType.String)
        {
            output.WritableTexts.Clear();
            return;
        }

        switch (element.Length)
        {
            case 0:
                Memory.Elements.Clear(output, 0, output.Count);
                break;
            case 1:
                output.WritableSpan<byte>().Fill(element[0]);
                break;
            case 2:
                output.WritableSpan<ushort>().Fill(MemoryMarshal.Read<ushort>(element));
                break;
            case 4:
                output.WritableSpan<uint>().Fill(MemoryMarshal.Read<uint>(element));
                break;
            case 8:
                output.WritableSpan<ulong>().Fill(MemoryMarshal.Read<ulong>(element));
                break;
            default:
                output.WritableSpan<UInt128>().Fill(MemoryMarshal.Read<UInt128>(element));
                break;
        }
    }
}
