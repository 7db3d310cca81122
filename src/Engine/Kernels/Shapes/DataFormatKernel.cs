using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Translates axes, or what is told for each axis, from one order of the axes of images into another.</summary>
internal sealed class DataFormatKernel : Kernel
{
    private readonly bool _mapsAxes;
    private readonly int[] _whole;
    private readonly int[] _spatial;

    /// <param name="node">The node, with the two orders as texts such as <c>NHWC</c>.</param>
    /// <param name="mapsAxes">Whether the elements are numbers of axes, rather than one for each axis.</param>
    public DataFormatKernel(KernelNode node, bool mapsAxes)
    {
        string from = node.Text("src_format"), to = node.Text("dst_format");
        if (from.Length is not (4 or 5) || to.Length != from.Length || !from.Order().SequenceEqual(to.Order()) || from.Distinct().Count() != from.Length)
        {
            throw OperationException.InvalidArgument($"Source and destination format must be orders of the same 4 or 5 letters, but they are {from} and {to}.");
        }

        _mapsAxes = mapsAxes;
        _whole = mapsAxes ? [.. from.Select(letter => to.IndexOf(letter, StringComparison.Ordinal))] : [.. to.Select(letter => from.IndexOf(letter, StringComparison.Ordinal))];
        string fromSpatial = Spatial(from);
        _spatial = [.. Spatial(to).Select(letter => fromSpatial.IndexOf(letter, StringComparison.Ordinal))];
    }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var output = context.Output(0, CheckShape(input));
        int[] order = _mapsAxes || input[0] == _whole.Length ? _whole : _spatial;
        int width = input.Rank == 2 && !_mapsAxes ? 2 : 1;
        for (int i = 0; i < input.Count; i++)
        {
            Arguments.Set(output, i, _mapsAxes ? Map(input.Integer(i)) : input.Integer((order[i / width] * width) + (i % width)));
        }
    }

    private static string Spatial(string format) => string.Concat(format.Where(letter => letter is not ('N' or 'C')));

    /// <summary>TensorFlow counts round and round.</summary>
    private long Map(long axis) => _whole[(int)(((axis % _whole.Length) + _whole.Length) % _whole.Length)];

    private Shape CheckShape(Tensor input)
    {
        if (_mapsAxes)
        {
            return input.Shape;
        }

        if (input.Rank is not (1 or 2))
        {
            throw OperationException.InvalidArgument($"input must be a vector or 2D tensor, but got shape {input.Shape}");
        }

        if (input[0] != _whole.Length && input[0] != _spatial.Length)
        {
            throw OperationException.InvalidArgument($"{input.Rank}D input must be of size {_spatial.Length} or {_whole.Length}, but got shape {input.Shape}");
        }

        return input.Rank == 1 || input[1] == 2 ? input.Shape : throw OperationException.InvalidArgument($"Second dimension of 2D input must be of size 2, but got shape {input.Shape}");
    }
}
