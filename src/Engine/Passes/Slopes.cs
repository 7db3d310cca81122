using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes;

/// <summary>Makes constants that are others times a number.</summary>
internal static class Slopes
{
    /// <summary>The constant times a number.</summary>
    public static NodeOutput Of(Tensor value, double factor)
    {
        var scaled = value.Type == DataType.Double
            ? Tensor.CreateShared<double>(value.Type, value.Shape, Array.ConvertAll(value.Span<double>().ToArray(), element => element * factor))
            : Tensor.CreateShared<float>(value.Type, value.Shape, Array.ConvertAll(value.Span<float>().ToArray(), element => (float)(element * factor)));
        return Node.OfConstant("slopes", scaled).Output(0);
    }
}
