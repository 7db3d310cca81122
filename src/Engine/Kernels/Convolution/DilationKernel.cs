using System.Numerics;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>Grayscale dilation: the largest sum of an element in the window and the filter's at that place.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed unsafe class DilationKernel<T> : Kernel
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly string _padding;
    private readonly int[] _strides;
    private readonly int[] _rates;

    /// <param name="node">The node.</param>
    public DilationKernel(KernelNode node)
    {
        _padding = node.Text("padding");
        _strides = node.Integers("strides");
        _rates = node.Integers("rates");
        if (_strides is not [1, > 0, > 0, 1] || _rates is not [1, > 0, > 0, 1])
        {
            throw OperationException.InvalidArgument($"strides and rates must have 4 elements, the outer ones 1 and the inner ones positive: [{string.Join(", ", _strides)}], [{string.Join(", ", _rates)}]");
        }
    }

    public override void Run(KernelContext context)
    {
        Tensor input = context.Input(0), filter = context.Input(1);
        if (input.Rank != 4 || filter.Rank != 3 || filter[2] != input[3])
        {
            throw OperationException.InvalidArgument($"input must be 4-dimensional, the filter 3-dimensional of the same depth: {input.Shape} and {filter.Shape}");
        }

        WindowAxis height = Axis(0, input[1], filter[0]), width = Axis(1, input[2], filter[1]);
        var result = context.Output(0, new Shape(input[0], height.Output, width.Output, input[3]));
        if (result.Count > 0)
        {
            var work = new Work(height, width, input[3], (T*)input.Pointer, (T*)filter.Pointer, (T*)result.Pointer);
            context.Share(input[0] * height.Output, 1, ref work);
        }
    }

    private WindowAxis Axis(int axis, int input, int filter)
    {
        if (filter == 0)
        {
            throw OperationException.InvalidArgument("The filter is empty.");
        }

        return _padding == "SAME" ? WindowAxis.Same(input, filter, _strides[axis + 1], _rates[axis + 1]) : WindowAxis.Valid(input, filter, _strides[axis + 1], _rates[axis + 1]);
    }

    private readonly struct Work(WindowAxis height, WindowAxis width, int channels, T* input, T* filter, T* result) : IRangeWork
    {
        public void Execute(int start, int end)
        {
            for (int item = start; item < end; item++)
            {
                int image = item / height.Output, row = item % height.Output;
                T* picture = input + ((nint)image * height.Input * width.Input * channels);
                for (int x = 0; x < width.Output; x++)
                {
                    var target = new Span<T>(result + ((((nint)item * width.Output) + x) * channels), channels);
                    target.Fill(T.MinValue);
                    Take(picture, row, x, target);
                }
            }
        }

        private void Take(T* picture, int row, int x, Span<T> target)
        {
            var (firstY, endY) = height.Inside(row);
            var (firstX, endX) = width.Inside(x);
            for (int i = firstY; i < endY; i++)
            {
                for (int j = firstX; j < endX; j++)
                {
                    int y = (row * height.Stride) - height.Before + (i * height.Dilation), column = (x * width.Stride) - width.Before + (j * width.Dilation);
                    T* pixel = picture + ((((nint)y * width.Input) + column) * channels);
                    T* element = filter + ((nint)((i * width.Filter) + j) * channels);
                    for (int channel = 0; channel < channels; channel++)
                    {
                        T sum = pixel[channel] + element[channel];
                        target[channel] = sum > target[channel] ? sum : target[channel];
                    }
                }
            }
        }
    }
}
