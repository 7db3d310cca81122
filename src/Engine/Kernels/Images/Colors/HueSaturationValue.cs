using System.Numerics;

namespace TypedModels.Engine.Kernels.Images.Colors;

/// <summary>Colours as hue, saturation and value, each from 0 to 1, and back.</summary>
internal static class HueSaturationValue
{
    /// <summary>Hue, saturation and value of a colour.</summary>
    public static (T Hue, T Saturation, T Value) From<T>(T red, T green, T blue)
        where T : IFloatingPoint<T>
    {
        T value = T.Max(T.Max(red, green), blue);
        T range = value - T.Min(T.Min(red, green), blue);
        T saturation = value > T.Zero ? range / value : T.Zero;
        if (!(range > T.Zero))
        {
            return (T.Zero, saturation, value);
        }

        T sixth = T.One / T.CreateChecked(6);
        T norm = sixth / range;
        T hue = red == value ? norm * (green - blue)
            : green == value ? norm * (blue - red) + T.CreateChecked(2) * sixth
            : norm * (red - green) + T.CreateChecked(4) * sixth;
        return (hue < T.Zero ? hue + T.One : hue, saturation, value);
    }

    /// <summary>The colour of a hue, a saturation and a value.</summary>
    public static (T Red, T Green, T Blue) ToColor<T>(T hue, T saturation, T value)
        where T : IFloatingPoint<T>
    {
        T six = hue * T.CreateChecked(6);
        T rest = T.One - saturation;
        return (
            (rest + saturation * Unit(T.Abs(six - T.CreateChecked(3)) - T.One)) * value,
            (rest + saturation * Unit(T.CreateChecked(2) - T.Abs(six - T.CreateChecked(2)))) * value,
            (rest + saturation * Unit(T.CreateChecked(2) - T.Abs(six - T.CreateChecked(4)))) * value);
    }

    private static T Unit<T>(T value)
        where T : IFloatingPoint<T> => T.Min(T.Max(value, T.Zero), T.One);
}
