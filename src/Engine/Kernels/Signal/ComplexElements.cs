using System.Numerics;
using System.Runtime.InteropServices;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Signal;

/// <summary>Moves elements between tensors and the numbers that transforms compute with.</summary>
internal static class ComplexElements
{
    /// <summary>Reads a run of elements: float, double, complex64 or complex128.</summary>
    public static void Read(Tensor tensor, int start, Span<Complex> into)
    {
        switch (tensor.Type)
        {
            case DataType.Complex128:
                tensor.Span<Complex>().Slice(start, into.Length).CopyTo(into);
                break;
            case DataType.Complex64:
                var narrow = MemoryMarshal.Cast<byte, float>(tensor.Bytes).Slice(2 * start, 2 * into.Length);
                for (int i = 0; i < into.Length; i++)
                {
                    into[i] = new Complex(narrow[2 * i], narrow[2 * i + 1]);
                }

                break;
            case DataType.Double:
                var doubles = tensor.Span<double>().Slice(start, into.Length);
                for (int i = 0; i < into.Length; i++)
                {
                    into[i] = doubles[i];
                }

                break;
            default:
                var floats = tensor.Span<float>().Slice(start, into.Length);
                for (int i = 0; i < into.Length; i++)
                {
                    into[i] = floats[i];
                }

                break;
        }
    }

    /// <summary>Writes a run of elements; of real ones the real parts.</summary>
    public static void Write(ReadOnlySpan<Complex> from, Tensor tensor, int start)
    {
        switch (tensor.Type)
        {
            case DataType.Complex128:
                from.CopyTo(tensor.WritableSpan<Complex>()[start..]);
                break;
            case DataType.Complex64:
                var narrow = MemoryMarshal.Cast<byte, float>(tensor.WritableBytes)[(2 * start)..];
                for (int i = 0; i < from.Length; i++)
                {
                    narrow[2 * i] = (float)from[i].Real;
                    narrow[2 * i + 1] = (float)from[i].Imaginary;
                }

                break;
            case DataType.Double:
                var doubles = tensor.WritableSpan<double>()[start..];
                for (int i = 0; i < from.Length; i++)
                {
                    doubles[i] = from[i].Real;
                }

                break;
            default:
                var floats = tensor.WritableSpan<float>()[start..];
                for (int i = 0; i < from.Length; i++)
                {
                    floats[i] = (float)from[i].Real;
                }

                break;
        }
    }
}
