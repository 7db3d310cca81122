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

    // What follows is the rule of SideFor. Channels are counted as inputs · outputs / (inputs + outputs): the products of an element that is transformed.
    private const long NearBytes = 2 << 20;
    private const int FewChannels = 10;
    private const int FewTiles = 4;
    private const int ManyTiles = 16;

    // Of the sixteen results of a tile; others lie beyond the picture.
    private const int LeastUse = 8;

    // The same for tiles of four results.
    private const int ChannelsOfTwos = 40;
    private const int TilesOfTwos = 9;
    private const int LeastUseOfTwos = 3;

    private readonly SharedMemory _packed;
    private readonly int _side;
    private readonly int _inputChannels;
    private readonly int _outputChannels;

    /// <summary>Transforms and packs a filter.</summary>
    /// <param name="side">The results of a tile along each axis, see <see cref="SideFor"/>.</param>
    /// <param name="filter">Height, width, channel, result channel.</param>
    /// <param name="factors">What each result channel is multiplied by, or null.</param>
    /// <param name="budget">Who pays.</param>
    public WinogradConvolution(int side, Tensor filter, double[]? factors, MemoryBudget budget)
    {
        _side = side;
        _inputChannels = filter[2];
        _outputChannels = filter[3];
        int positions = side == WinogradFours.Side ? Winograd.Positions<WinogradFours>() : Winograd.Positions<WinogradTwos>();
        _packed = new SharedMemory(checked((nuint)(Each * positions) * sizeof(float)), budget);
        if (side == WinogradFours.Side)
        {
            Transform<WinogradFours>((float*)filter.Pointer, factors, (float*)_packed.Pointer);
        }
        else
        {
            Transform<WinogradTwos>((float*)filter.Pointer, factors, (float*)_packed.Pointer);
        }

        _packed.Seal();
    }

    private long Each => RightMatrix<float>.PackedLength(_inputChannels, _outputChannels);

    /// <summary>
    /// The results along each axis of the tiles that suit a convolution whose filter is known when the model is loaded; 0 where direct sums do. Measured on shapes of ResNet, VGG, U-Net and
    /// small networks: with fewer channels the transforms take what the products save; with fewer tiles in a picture the products have too few rows for a filter that has grown to four
    /// times its size, above all where that comes from beyond the second-level cache. Then small tiles are left, whose filter grows less; their
    /// limits are from networks with 7 × 7 and 8 × 8 pixels.
    /// </summary>
    /// <param name="filter">Height, width, channel, result channel.</param>
    /// <param name="height">How the window moves downwards.</param>
    /// <param name="width">How it moves to the right.</param>
    public static int SideFor(in Shape filter, in WindowAxis height, in WindowAxis width)
    {
        long inputs = filter[2], outputs = filter[3];
        if (!IsPlain(height) || !IsPlain(width) || Math.Min(inputs, outputs) < SimdWidth.Lanes<float>())
        {
            return 0;
        }

        long products = inputs * outputs, elements = inputs + outputs, results = (long)height.Output * width.Output;
        long tiles = Tiles(height, width, WinogradFours.Side), smallTiles = Tiles(height, width, WinogradTwos.Side);
        bool isNear = Winograd.Positions<WinogradFours>() * products * sizeof(float) <= NearBytes;
        return products >= FewChannels * elements && tiles >= (isNear ? FewTiles : ManyTiles) && results >= LeastUse * tiles ? WinogradFours.Side
            : products >= ChannelsOfTwos * elements && smallTiles >= TilesOfTwos && results >= LeastUseOfTwos * smallTiles ? WinogradTwos.Side
            : 0;
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
        if (_side == WinogradFours.Side)
        {
            Run<WinogradFours>(context, shape, input, bias, addend, end, output);
        }
        else
        {
            Run<WinogradTwos>(context, shape, input, bias, addend, end, output);
        }
    }

    private static bool IsPlain(in WindowAxis axis) => axis is { Filter: 3, Stride: 1, Dilation: 1 };

    private static long Tiles(in WindowAxis height, in WindowAxis width, int side) => (long)Winograd.TileCount(height, side) * Winograd.TileCount(width, side);

    private void Run<TForm>(KernelContext context, in ConvolutionShape shape, float* input, float* bias, float* addend, in ProductEnd<float> end, float* output)
        where TForm : struct, IWinogradForm
    {
        int positions = Winograd.Positions<TForm>(), all = WinogradTiles.Of(shape, TForm.Side), most = BlockTiles(all, positions);
        fixed (float* zeros = context.Scratch<float>(_inputChannels))
        fixed (float* pixels = context.Scratch<float>(checked((int)(Winograd.Stride(most, _inputChannels) * positions))))
        fixed (float* products = context.Scratch<float>(checked((int)(Winograd.Stride(most, _outputChannels) * positions))))
        {
            new Span<float>(zeros, _inputChannels).Clear();
            for (int first = 0; first < all; first += most)
            {
                var tiles = new WinogradTiles(shape, TForm.Side, first, Math.Min(most, all - first));
                var inputs = new WinogradInputWork<TForm>(tiles, input, zeros, pixels);
                context.Share(tiles.Count, inputs.PieceLength, ref inputs);
                var work = new WinogradProductWork(tiles.Count, positions, pixels, (float*)_packed.Pointer, _inputChannels, _outputChannels, products);
                context.Share(work.Count, work.PieceLength, ref work);
                var outputs = new WinogradOutputWork<TForm>(tiles, products, bias, addend, end, output);
                context.Share(tiles.Count, outputs.PieceLength, ref outputs);
            }
        }
    }

    private int BlockTiles(int all, int positions)
    {
        int most = Math.Max(FewestTiles, BlockElements / (positions * (_inputChannels + _outputChannels)));

        // Blocks as equal as they can be.
        int blocks = (all + most - 1) / most;
        return (all + blocks - 1) / blocks;
    }

    private void Transform<TForm>(float* filter, double[]? factors, float* target)
        where TForm : struct, IWinogradForm
    {
        int positions = Winograd.Positions<TForm>();
        var matrix = RightMatrix<float>.Packed(target, _inputChannels, _outputChannels);
        Span<double> transformed = stackalloc double[positions];
        new Span<byte>(target, checked((int)(Each * positions * sizeof(float)))).Clear();
        for (int input = 0; input < _inputChannels; input++)
        {
            for (int output = 0; output < _outputChannels; output++)
            {
                Winograd.TransformFilter<TForm>(filter + ((nint)input * _outputChannels) + output, (nint)_inputChannels * _outputChannels, factors?[output] ?? 1, transformed);
                float* place = matrix.At(input, output);
                for (int i = 0; i < positions; i++)
                {
                    place[(nint)Each * i] = (float)transformed[i];
                }
            }
        }
    }
}
