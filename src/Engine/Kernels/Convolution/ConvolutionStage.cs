using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>A convolution that is part of a <see cref="StreamedConvolutionKernel"/>: its filter, packed, and what else it needs, all of it known when the model is loaded.</summary>
internal sealed unsafe class ConvolutionStage
{
    private readonly WindowSettings _settings;
    private readonly Shape _filter;
    private readonly SharedMemory _packed;
    private readonly StageTail _tail;

    /// <param name="node">The node, whose weights are known.</param>
    public ConvolutionStage(KernelNode node)
    {
        _settings = WindowSettings.Of(node, 4);
        _tail = new StageTail(node);
        var filter = node.Constant(1)!;
        _filter = filter.Shape;
        var packing = new ConvolutionFilter<float>(_filter, 1);
        _packed = new SharedMemory(checked((nuint)packing.PackedLength * sizeof(float)), node.Resources.Budget);
        packing.Pack((float*)filter.Pointer, (float*)_packed.Pointer, node.ColumnFactors);
        _packed.Seal();
    }

    /// <summary>The sizes for an input.</summary>
    /// <exception cref="OperationException">They do not fit.</exception>
    public ConvolutionShape SizesFor(in Shape input)
    {
        var plane = ConvolutionSizes.Of(_settings, input, _filter).Plane;
        return plane.Groups == 1 ? plane : throw OperationException.InvalidArgument($"The input has {plane.InputChannels} channels; the model declares {_filter[2]}.");
    }

    /// <summary>The convolution of pictures that have the zeros around them that it needs.</summary>
    public ConvolutionRows Rows(in ConvolutionShape sizes)
    {
        var valid = sizes.IsPadded ? sizes with { Height = Padded(sizes.Height), Width = Padded(sizes.Width) } : sizes;
        return new ConvolutionRows(valid, RightMatrix<float>.Packed((float*)_packed.Pointer, _filter.Product(0, 3), _filter[3]), _tail.Bias, _tail.End);
    }

    private static WindowAxis Padded(in WindowAxis axis) => axis with { Input = axis.Read, Before = 0 };
}
