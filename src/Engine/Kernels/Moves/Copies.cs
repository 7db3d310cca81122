using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Moves;

/// <summary>Outputs that begin as an input and are then changed.</summary>
internal static class Copies
{
    /// <summary>Output 0 with the elements of an input, to be changed: the input's own memory where nothing else needs that, else a copy.</summary>
    public static Tensor OfInput(KernelContext context, int index)
    {
        var input = context.Input(index);
        if (context.IsExclusive(index))
        {
            context.Forward(0, input);
            return context.Result(0);
        }

        var output = context.Output(0, input.Shape);
        Elements.Copy(input, 0, output, 0, input.Count);
        return output;
    }
}
