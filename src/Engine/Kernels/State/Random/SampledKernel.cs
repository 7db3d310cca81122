using TypedModels.Engine.Compute.RandomNumbers;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>
/// Draws numbers of distributions whose parameters are tensors: one result for each parameter in each sample. The wanted shape holds either the samples alone, or the parameters'
/// shape behind them.
/// </summary>
/// <param name="source">Where the random numbers come from.</param>
/// <param name="holdsParameters">Whether the wanted shape ends with that of the parameters.</param>
internal abstract class SampledKernel(RandomSource source, bool holdsParameters) : Kernel
{
    private const int Stretch = 1024;

    /// <summary>The first input that is a parameter.</summary>
    protected int FirstParameter => source.FirstArgument;

    public sealed override void Run(KernelContext context)
    {
        var wanted = RandomShapes.Read(context.Input(source.Shape));
        var parameters = ParameterShape(context);
        if (holdsParameters)
        {
            RandomShapes.RequireEnd(wanted, parameters);
        }

        var shape = holdsParameters ? wanted : Shape.Concat(wanted.Lengths, parameters.Lengths);
        var output = context.Output(0, shape);
        if (shape.IsEmpty)
        {
            return;
        }

        int samples = shape.Count / parameters.Count;
        var generator = source.Take(context, ResultsToTake(parameters.Count, samples));
        for (int parameter = 0, drawn = 0; parameter < parameters.Count; parameter++)
        {
            for (int sample = 0; sample < samples; sample++, drawn++)
            {
                if (drawn % Stretch == 0)
                {
                    context.ThrowIfCancelled();
                }

                Draw(context, generator, drawn, parameter, parameters, output, parameter + (sample * parameters.Count));
            }
        }
    }

    /// <summary>The shape of the parameters, broadcast where there are several.</summary>
    protected abstract Shape ParameterShape(KernelContext context);

    /// <summary>How many results a state is moved on by.</summary>
    protected virtual long ResultsToTake(int parameters, int samples) => (long)parameters * samples;

    /// <summary>Draws one number.</summary>
    /// <param name="context">The call.</param>
    /// <param name="generator">At the first block of all numbers.</param>
    /// <param name="drawn">Which number it is, in the order in which numbers are drawn.</param>
    /// <param name="parameter">The position of its parameters.</param>
    /// <param name="parameters">Their shape.</param>
    /// <param name="output">The result.</param>
    /// <param name="position">Where the number goes.</param>
    protected abstract void Draw(KernelContext context, Philox generator, int drawn, int parameter, in Shape parameters, Tensor output, int position);

    /// <summary>A number of a tensor of numbers.</summary>
    protected static double Number(Tensor tensor, int index) => tensor.Type switch
    {
        DataType.Float => tensor.Span<float>()[index],
        DataType.Double => tensor.Span<double>()[index],
        _ => tensor.Integer(index),
    };

    /// <summary>Writes a number; integers as far as they go.</summary>
    protected static void Write(Tensor tensor, int index, double number)
    {
        switch (tensor.Type)
        {
            case DataType.Float:
                tensor.WritableSpan<float>()[index] = (float)number;
                break;
            case DataType.Double:
                tensor.WritableSpan<double>()[index] = number;
                break;
            case DataType.Int32:
                tensor.WritableSpan<int>()[index] = (int)number;
                break;
            default:
                tensor.WritableSpan<long>()[index] = (long)number;
                break;
        }
    }
}
