using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Recurrent;

/// <summary>An LSTM of convolutions, computed by its definition. All shapes are taken as of three axes; those that are missing have the length 1.</summary>
internal sealed class ConvolutionReference
{
    private readonly Numbers _kernel;
    private readonly Numbers _recurrent;
    private readonly Numbers? _bias;
    private readonly int[] _strides;
    private readonly int _dilation;
    private readonly bool _isSame;
    private readonly bool _isChannelsFirst;
    private readonly int _axes;

    private ConvolutionReference(KerasModel model, string config, int axes)
    {
        string path = $"layer/conv_lstm{axes}d_cell/";
        (_kernel, _recurrent) = (Wide(model.Weights[path + "kernel"]), Wide(model.Weights[path + "recurrent_kernel"]));
        _bias = model.Weights.TryGetValue(path + "bias", out var bias) ? bias : null;
        _strides = config.Contains("\"strides\": [2, 1]", StringComparison.Ordinal) ? [1, 2, 1] : config.Contains("\"strides\": [2]", StringComparison.Ordinal) ? [1, 1, 2] : [1, 1, 1];
        _dilation = config.Contains("dilation_rate", StringComparison.Ordinal) ? 2 : 1;
        _isSame = config.Contains("same", StringComparison.Ordinal);
        _isChannelsFirst = config.Contains("channels_first", StringComparison.Ordinal);
        _axes = axes;
    }

    public static ConvolutionReference Of(KerasModel model, string config, int axes) => new(model, config, axes);

    /// <summary>All outputs or the last one, for inputs <c>[batch, time, …, channels]</c> or with channels first.</summary>
    public Numbers Run(Numbers input, bool sequences)
    {
        int[] size = _isChannelsFirst ? [.. input.Shape.Skip(3), input.Shape[2]] : [.. input.Shape.Skip(2)];
        int batch = input.Shape[0], time = input.Shape[1];
        int[] wide = [batch, .. Enumerable.Repeat(1, 3 - _axes), .. size];
        Numbers? hidden = null, cell = null;
        var outputs = new List<Numbers>();
        for (int step = 0; step < time; step++)
        {
            var x = Numbers.Make(wide, at =>
            {
                int[] inner = at[(4 - _axes)..];
                return input[[at[0], step, .. _isChannelsFirst ? [inner[^1], .. inner[..^1]] : inner]];
            });
            var projected = Convolve(x, _kernel, _strides, _dilation, _isSame);
            int[] shape = [.. projected.Shape.Take(4), projected.Shape[4] / 4];
            var (before, cellBefore) = (hidden ?? new Numbers(shape), cell ?? new Numbers(shape));
            var recurrent = Convolve(before, _recurrent, [1, 1, 1], 1, true);
            double Gate(int[] at, int block)
            {
                int channel = (block * shape[4]) + at[4];
                int[] place = [.. at[..4], channel];
                return projected[place] + recurrent[place] + (_bias?[channel] ?? 0);
            }

            cell = Numbers.Make(shape, at => (Recurrence.Sigmoid(Gate(at, 1)) * cellBefore[at]) + (Recurrence.Sigmoid(Gate(at, 0)) * Math.Tanh(Gate(at, 2))));
            hidden = Numbers.Make(shape, at => Recurrence.Sigmoid(Gate(at, 3)) * Math.Tanh(cell[at]));
            outputs.Add(hidden);
        }

        int[] last = [.. hidden!.Shape.Skip(4 - _axes)];
        int[] inner = _isChannelsFirst ? [last[^1], .. last[..^1]] : last;
        return Numbers.Make(sequences ? [batch, time, .. inner] : [batch, .. inner], at =>
        {
            int[] place = at[(sequences ? 2 : 1)..];
            place = _isChannelsFirst ? [.. place[1..], place[0]] : place;
            return outputs[sequences ? at[1] : time - 1][[at[0], .. Enumerable.Repeat(0, 3 - _axes), .. place]];
        });
    }

    private static Numbers Convolve(Numbers input, Numbers kernel, int[] strides, int dilation, bool isSame)
    {
        var shape = new int[5];
        var before = new int[3];
        (shape[0], shape[4]) = (input.Shape[0], kernel.Shape[4]);
        for (int axis = 0; axis < 3; axis++)
        {
            int length = input.Shape[axis + 1], reach = ((kernel.Shape[axis] - 1) * dilation) + 1, stride = strides[axis];
            shape[axis + 1] = isSame ? (length + stride - 1) / stride : (length - reach + stride) / stride;
            before[axis] = isSame ? Math.Max(0, ((shape[axis + 1] - 1) * stride) + reach - length) / 2 : 0;
        }

        return Numbers.Make(shape, at =>
        {
            double sum = 0;
            for (int a = 0; a < kernel.Shape[0]; a++)
            {
                for (int b = 0; b < kernel.Shape[1]; b++)
                {
                    for (int c = 0; c < kernel.Shape[2]; c++)
                    {
                        int i = (at[1] * strides[0]) + (a * dilation) - before[0], j = (at[2] * strides[1]) + (b * dilation) - before[1], k = (at[3] * strides[2]) + (c * dilation) - before[2];
                        if (i >= 0 && j >= 0 && k >= 0 && i < input.Shape[1] && j < input.Shape[2] && k < input.Shape[3])
                        {
                            sum += Enumerable.Range(0, input.Shape[4]).Sum(channel => input[at[0], i, j, k, channel] * kernel[a, b, c, channel, at[4]]);
                        }
                    }
                }
            }

            return sum;
        });
    }

    private static Numbers Wide(Numbers kernel) => new([.. Enumerable.Repeat(1, 5 - kernel.Shape.Count), .. kernel.Shape], kernel.Elements);
}
