using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>Carries out an <see cref="Activation"/> in place, for those that a tile cannot do in its registers.</summary>
internal static class Activations
{
    private const int ChunkLength = 256;

    /// <summary>Replaces each element by its function value.</summary>
    public static void Apply<T>(in Activation activation, Span<T> values)
        where T : unmanaged
    {
        if (values.IsEmpty)
        {
            return;
        }

        if (typeof(T) == typeof(float))
        {
            ApplyFloat(activation, System.Runtime.InteropServices.MemoryMarshal.Cast<T, float>(values));
        }
        else if (typeof(T) == typeof(double))
        {
            ApplyFloat(activation, System.Runtime.InteropServices.MemoryMarshal.Cast<T, double>(values));
        }
        else
        {
            throw new InvalidOperationException($"There is no activation for {typeof(T).Name}.");
        }
    }

    /// <summary>A limit of a <see cref="ActivationKind.Clamp"/> in the type of the elements.</summary>
    public static T FromFloat<T>(float value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? (T)(object)value : typeof(T) == typeof(double) ? (T)(object)(double)value : throw new InvalidOperationException($"There is no activation for {typeof(T).Name}.");

    private static void ApplyFloat<T>(in Activation activation, Span<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (activation.Kind)
        {
            case ActivationKind.Sigmoid:
                TensorPrimitives.Sigmoid(values, values);
                break;
            case ActivationKind.Tanh:
                TensorPrimitives.Tanh(values, values);
                break;
            case ActivationKind.Swish:
                Swish(values);
                break;
            case ActivationKind.Elu:
                Elu(values);
                break;
            case ActivationKind.LeakyRelu:
                LeakyRelu(values, T.CreateTruncating(activation.Slope));
                break;
            case ActivationKind.Clamp:
                TensorPrimitives.Max(values, T.CreateTruncating(activation.Low), values);
                TensorPrimitives.Min(values, T.CreateTruncating(activation.High), values);
                break;
        }
    }

    private static void Swish<T>(Span<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> sigmoid = stackalloc T[ChunkLength];
        for (; !values.IsEmpty; values = values[Math.Min(ChunkLength, values.Length)..])
        {
            var chunk = values[..Math.Min(ChunkLength, values.Length)];
            TensorPrimitives.Sigmoid<T>(chunk, sigmoid);
            TensorPrimitives.Multiply<T>(chunk, sigmoid[..chunk.Length], chunk);
        }
    }

    private static void Elu<T>(Span<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref T value in values)
        {
            if (value < T.Zero)
            {
                value = T.ExpM1(value);
            }
        }
    }

    private static void LeakyRelu<T>(Span<T> values, T slope)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref T value in values)
        {
            value = value > T.Zero ? value : value * slope;
        }
    }
}
