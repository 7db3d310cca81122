using System.Numerics;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>
/// A range of numbers in the steps of an integer type, as all arithmetic of TensorFlow's quantised operations has it: the lower end is a step, and so is zero.
/// </summary>
/// <param name="low">Where the range begins.</param>
/// <param name="high">Where it ends.</param>
internal readonly struct MinFirst<T>(float low, float high)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly double s_lowest = double.CreateChecked(T.MinValue);
    private static readonly double s_steps = double.CreateChecked(T.MaxValue) - s_lowest + 1;

    private readonly double _unit = s_steps / ((high - low) * (s_steps / (s_steps - 1)));

    /// <summary>Where the range begins.</summary>
    public float Low => low;

    /// <summary>Where the range ends.</summary>
    public float High => high;

    /// <summary>The number that one step more stands for.</summary>
    public float OneStep => (float)((high - low) / (s_steps - 1));

    /// <summary>The step of zero, which may be none of the type's.</summary>
    public long Zero => low == high ? 0 : (long)(s_lowest - Math.Round(low * _unit, MidpointRounding.AwayFromZero));

    /// <summary>The step of a number, the nearest of the type's.</summary>
    public T StepOf(float value)
    {
        if (low == high)
        {
            return T.Zero;
        }

        double step = Math.Round(value * _unit, MidpointRounding.AwayFromZero) - Math.Round(low * _unit, MidpointRounding.AwayFromZero) + s_lowest;
        return T.CreateSaturating(step);
    }

    /// <summary>The number of a step.</summary>
    public float NumberOf(T step)
    {
        if (low == high)
        {
            return low;
        }

        double size = 1 / _unit;
        float start = MathF.Round(low / (float)size, MidpointRounding.AwayFromZero) * (float)size;
        return (float)(start + (double.CreateChecked(step) - s_lowest) * size);
    }

    /// <summary>The step of a number, computed in float as TensorFlow does for many.</summary>
    public T FastStepOf(float value)
    {
        float scale = (float)_unit;
        return T.CreateSaturating(MathF.Round(value * scale, MidpointRounding.AwayFromZero) - (MathF.Round(low * scale, MidpointRounding.AwayFromZero) - (float)s_lowest));
    }

    /// <summary>The number of a step, computed in float as TensorFlow does for many.</summary>
    public float FastNumberOf(T step)
    {
        float size = (float)(1 / _unit);
        return low == high ? low : MathF.Round(low / size, MidpointRounding.AwayFromZero) * size - (float)s_lowest * size + float.CreateChecked(step) * size;
    }
}
