using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Compute.Vectors;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>A convolution of float with windows of 3 × 3, stride 1 and no dilation, by <see cref="Winograd"/>: its filter is transformed when the model is loaded.</summary>
internal sealed unsafe class WinogradConvolution
{
    // What the matrices of a block of tiles take should stay in the second-level cache; but a block has rows enough that reading the filter's matrices pays.
    private const int BlockElements = 320 * 1024;
    private const int FewestTiles = 48;

    // What follows is the rule of Suits. Channels are counted as inputs · outputs / (inputs + outputs): the products of an element that is transformed.
    private const long NearBytes = 2 << 20;
    private const int FewChannels = 10;
    private const int MoreChannels = 16;
    private const int FewTiles = 4;
    private const int SomeTiles = 9;
    private const int ManyTiles = 16;

    // Of the sixteen results of a tile; others lie beyond the picture.
    private const int LeastUse = 8;

    private readonly SharedMemory _packed;
    private readonly int _inputChannels;
    private readonly int _outputChannels;

    /// <summary>Transforms and packs a filter.</summary>
    /// <param name="filter">Height, width, channel, result channel.</param>
    /// <param name="factors">What each result channel is multiplied by, or null.</param>
    /// <param name="budget">Who pays.</param>
    public WinogradConvolution(Tensor filter, double[]? factors, MemoryBudget budget)
    {
        _inputChannels = filter[2];
        _outputChannels = filter[3];
        _packed = new SharedMemory(checked((nuint)(Each * Winograd.Positions) * sizeof(float)), budget);
        Transform((float*)filter.Pointer, factors, (float*)_packed.Pointer);
        _packed.Seal();
    }

    private long Each => RightMatrix<float>.PackedLength(_inputChannels, _outputChannels);

    /// <summary>
    /// Whether this way suits a convolution whose filter is known when the model is loaded. Measured on shapes of ResNet, VGG, U-Net and small networks: with fewer channels the
    /// transforms take what the products save; with fewer tiles in a picture the products have too few rows for a filter that has grown to four times its size, above all where
    /// that comes from beyond the second-level cache.
    /// </summary>
    /// <param name="filter">Height, width, channel, result channel.</param>
    /// <param name="height">How the window moves downwards.</param>
    /// <param name="width">How it moves to the right.</param>
    public static bool Suits(in Shape filter, in WindowAxis height, in WindowAxis width)
    {
        long inputs = filter[2], outputs = filter[3], tiles = (long)Winograd.TileCount(height) * Winograd.TileCount(width), results = (long)height.Output * width.Output;
        bool isNear = Winograd.Positions * inputs * outputs * sizeof(float) <= NearBytes;
        return IsPlain(height) && IsPlain(width)
            && Math.Min(inputs, outputs) >= SimdWidth.Lanes<float>()
            && inputs * outputs >= (tiles >= SomeTiles ? FewChannels : MoreChannels) * (inputs + outputs)
            && tiles >= (isNear ? FewTiles : ManyTiles)
            && results >= LeastUse * tiles;
    }

    /// <summary>Convolves.</summary>
    /// <param name="context">The call.</param>
    /// <param name="shape">The sizes; one group.</param>
    /// <param name="input">The pictures, without padding.</param>
    /// <param name="bias">What is added to each pixel, or null.</param>
    /// <param name="addend">What is added to the result, or null.</param>
    /// <param name="end">What comes last.</param>
    /// <param name="output">The result.</param>
    public void Run(KernelContext context, in ConvolutionShape shape, float* input, float* bias, float* addend, in ProductEnd<float> end, float* output)
    {
        int all = WinogradTiles.Of(shape), most = BlockTiles(all);
        fixed (float* zeros = context.Scratch<float>(_inputChannels))
        fixed (float* pixels = context.Scratch<float>(checked((int)(Winograd.Stride(most, _inputChannels) * Winograd.Positions))))
        fixed (float* products = context.Scratch<float>(checked((int)(Winograd.Stride(most, _outputChannels) * Winograd.Positions))))
        fixed (nint* offsets = context.Scratch<nint>(3 * Winograd.Positions))
        {
            new Span<float>(zeros, _inputChannels).Clear();
            for (int first = 0; first < all; first += most)
            {
                var tiles = new WinogradTiles(shape, first, Math.Min(most, all - first));
                var inputs = new WinogradInputWork(tiles, input, zeros, pixels);
                context.Share(tiles.Count, inputs.PieceLength, ref inputs);
                Multiply(context, tiles.Count, pixels, products, offsets);
                var outputs = new WinogradOutputWork(tiles, products, bias, addend, end, output);
                context.Share(tiles.Count, outputs.PieceLength, ref outputs);
            }
        }
    }

    private static bool IsPlain(in WindowAxis axis) => axis is { Filter: 3, Stride: 1, Dilation: 1 };

    private int BlockTiles(int all)
    {
        int most = Math.Max(FewestTiles, BlockElements / (Winograd.Positions * (_inputChannels + _outputChannels)));

        // Blocks as equal as they can be.
        int blocks = (all + most - 1) / most;
        return (all + blocks - 1) / blocks;
    }

    private void Multiply(KernelContext context, int count, float* pixels, float* products, nint* offsets)
    {
        nint* left = offsets, right = left + Winograd.Positions, result = right + Winograd.Positions;
        for (int i = 0; i < Winograd.Positions; i++)
        {
            left[i] = (nint)Winograd.Stride(count, _inputChannels) * i;
            right[i] = (nint)Each * i;
            result[i] = (nint)Winograd.Stride(count, _outputChannels) * i;
        }

        var matrix = RightMatrix<float>.Packed((float*)_packed.Pointer, _inputChannels, _outputChannels);
        var work = new BatchProductWork<float>(ProductWork<float>.Of(pixels, _inputChannels, 1, count, matrix, products, _outputChannels), Winograd.Positions, left, right, result);
        context.Share(work.Count, work.PieceLength, ref work);
    }

    private void Transform(float* filter, double[]? factors, float* target)
    {
        var matrix = RightMatrix<float>.Packed(target, _inputChannels, _outputChannels);
        Span<double> transformed = stackalloc double[Winograd.Positions];
        new Span<byte>(target, checked((int)(Each * Winograd.Positions * sizeof(float)))).Clear();
        for (int input = 0; input < _inputChannels; input++)
        {
            for (int output = 0; output < _outputChannels; output++)
            {
                Winograd.TransformFilter(filter + ((nint)input * _outputChannels) + output, (nint)_inputChannels * _outputChannels, factors?[output] ?? 1, transformed);
                float* place = matrix.At(input, output);
                for (int i = 0; i < Winograd.Positions; i++)
                {
                    place[(nint)Each * i] = (float)transformed[i];
                }
            }
        }
    }
}
