using System.Runtime.InteropServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>Carries out an <see cref="Activation"/> in place, for those that a tile cannot do in its registers.</summary>
internal static class Activations
{
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
            Apply(activation, MemoryMarshal.Cast<T, float>(values));
        }
        else if (typeof(T) == typeof(double))
        {
            ExactActivations.Apply(activation, MemoryMarshal.Cast<T, double>(values));
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

    private static void Apply(in Activation activation, Span<float> values)
    {
        switch (activation.Kind)
        {
            case ActivationKind.Clamp:
                FloatLoop.Run(new FloatActivations.Clamp(activation.Low, activation.High), values);
                break;
            case ActivationKind.LeakyRelu:
                FloatLoop.Run(new FloatActivations.LeakyRelu(activation.Slope), values);
                break;
            case ActivationKind.Elu:
                FloatLoop.Run(new FloatActivations.Elu(), values);
                break;
            case ActivationKind.Selu:
                FloatLoop.Run(new FloatActivations.Selu(), values);
                break;
            case ActivationKind.Sigmoid:
                FloatLoop.Run(new FloatActivations.Sigmoid(), values);
                break;
            case ActivationKind.Tanh:
                FloatLoop.Run(new FloatActivations.Tanh(), values);
                break;
            case ActivationKind.Swish:
                FloatLoop.Run(new FloatActivations.Swish(1), values);
                break;
            case ActivationKind.ScaledSwish:
                FloatLoop.Run(new FloatActivations.Swish(activation.Slope), values);
                break;
            case ActivationKind.Gelu:
                FloatLoop.Run(new FloatActivations.Gelu(), values);
                break;
            case ActivationKind.GeluTanh:
                FloatLoop.Run(new FloatActivations.GeluTanh(), values);
                break;
            case ActivationKind.Mish:
                FloatLoop.Run(new FloatActivations.Mish(), values);
                break;
            case ActivationKind.HardSigmoid:
                FloatLoop.Run(new FloatActivations.HardSigmoid(activation.Slope, activation.Offset, activation.Low, activation.High), values);
                break;
            case ActivationKind.HardSwish:
                FloatLoop.Run(new FloatActivations.HardSwish(activation.Slope, activation.Offset, activation.Low, activation.High), values);
                break;
        }
    }
}
