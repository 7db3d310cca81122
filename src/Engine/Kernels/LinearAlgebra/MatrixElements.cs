using System.Numerics;
using TypedModels.Engine.Compute.LinearAlgebra;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>Reads matrices out of tensors and writes them back; float is computed in double and rounded.</summary>
/// <typeparam name="TField">Real or complex.</typeparam>
/// <typeparam name="T">The numbers that are computed with.</typeparam>
internal static class MatrixElements<TField, T>
    where TField : struct, IField<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Reads the matrix of a number.</summary>
    public static void Read(Tensor tensor, int matrix, Span<T> into)
    {
        int first = matrix * into.Length;
        switch (tensor.Type)
        {
            case DataType.Float:
                Copy(tensor.Span<float>().Slice(first, into.Length), into);
                break;
            case DataType.Double:
                Copy(tensor.Span<double>().Slice(first, into.Length), into);
                break;
            default:
                Copy(tensor.Span<Complex>().Slice(first, into.Length), into);
                break;
        }
    }

    /// <summary>Writes the matrix of a number.</summary>
    public static void Write(Tensor tensor, int matrix, ReadOnlySpan<T> from)
    {
        int first = matrix * from.Length;
        switch (tensor.Type)
        {
            case DataType.Float:
                var floats = tensor.WritableSpan<float>().Slice(first, from.Length);
                for (int i = 0; i < from.Length; i++)
                {
                    floats[i] = (float)TField.Real(from[i]);
                }

                break;
            case DataType.Double:
                var doubles = tensor.WritableSpan<double>().Slice(first, from.Length);
                for (int i = 0; i < from.Length; i++)
                {
                    doubles[i] = TField.Real(from[i]);
                }

                break;
            default:
                var complex = tensor.WritableSpan<Complex>().Slice(first, from.Length);
                for (int i = 0; i < from.Length; i++)
                {
                    complex[i] = TField.ToComplex(from[i]);
                }

                break;
        }
    }

    /// <summary>Replaces a square matrix by its adjoint.</summary>
    public static void Adjoin(Span<T> matrix, int size)
    {
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                (matrix[(row * size) + column], matrix[(column * size) + row]) = (TField.Conjugate(matrix[(column * size) + row]), TField.Conjugate(matrix[(row * size) + column]));
            }
        }
    }

    private static void Copy(ReadOnlySpan<float> from, Span<T> into)
    {
        for (int i = 0; i < from.Length; i++)
        {
            into[i] = TField.From((double)from[i]);
        }
    }

    private static void Copy(ReadOnlySpan<double> from, Span<T> into)
    {
        for (int i = 0; i < from.Length; i++)
        {
            into[i] = TField.From(from[i]);
        }
    }

    private static void Copy(ReadOnlySpan<Complex> from, Span<T> into)
    {
        for (int i = 0; i < from.Length; i++)
        {
            into[i] = TField.From(from[i]);
        }
    }
}
