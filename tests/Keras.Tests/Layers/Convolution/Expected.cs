using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Convolution;

/// <summary>Convolutions by their definition, one element after another. Channels are last.</summary>
internal static class Expected
{
    /// <summary><c>output[b, o, f] = Σ input[b, o·stride + k·rate − before, c] · kernel[k, c, f]</c>, where a filter sees the channels of its group alone.</summary>
    public static Numbers Convolution(Numbers input, Numbers kernel, Numbers? bias, string padding, int[] strides, int[] rates)
    {
        int axes = strides.Length;
        int[] size = [.. kernel.Shape.Take(axes)];
        var (lengths, before) = Extent(input, size, padding, strides, rates);
        int inGroup = kernel.Shape[axes];
        int filters = kernel.Shape[axes + 1];
        int perGroup = filters / (input.Shape[axes + 1] / inGroup);
        var window = NumbersLayout.PlacesOf(size).ToArray();
        return Numbers.Make([input.Shape[0], .. lengths, filters], at =>
        {
            double sum = bias?[at[axes + 1]] ?? 0;
            foreach (int[] k in window)
            {
                int[] place = [.. Enumerable.Range(0, axes).Select(i => (at[i + 1] * strides[i]) + (k[i] * rates[i]) - before[i])];
                if (IsInside(input, place))
                {
                    for (int c = 0; c < inGroup; c++)
                    {
                        sum += input[[at[0], .. place, (at[axes + 1] / perGroup * inGroup) + c]] * kernel[[.. k, c, at[axes + 1]]];
                    }
                }
            }

            return sum;
        });
    }

    /// <summary>The same of each channel alone: channel <c>c·multiplier + m</c> of the result is of channel <c>c</c>.</summary>
    public static Numbers Channelwise(Numbers input, Numbers kernel, Numbers? bias, string padding, int[] strides, int[] rates)
    {
        int axes = strides.Length;
        int channels = kernel.Shape[axes];
        int multiplier = kernel.Shape[axes + 1];

        // A kernel of groups of one channel each has the same numbers.
        var grouped = Numbers.Make([.. kernel.Shape.Take(axes), 1, channels * multiplier], at => kernel[[.. at.Take(axes), at[axes + 1] / multiplier, at[axes + 1] % multiplier]]);
        return Convolution(input, grouped, bias, padding, strides, rates);
    }

    /// <summary>What a convolution of the given lengths would have been made of: <c>output[b, i·stride + k·rate − before, f] += input[b, i, c] · kernel[k, f, c]</c>.</summary>
    public static Numbers Transposed(Numbers input, Numbers kernel, Numbers? bias, string padding, int[] strides, int[] rates, int[] lengths)
    {
        int axes = strides.Length;
        var output = Numbers.Make([input.Shape[0], .. lengths, kernel.Shape[axes]], at => bias?[at[axes + 1]] ?? 0);
        var before = new int[axes];
        for (int i = 0; i < axes; i++)
        {
            int span = ((kernel.Shape[i] - 1) * rates[i]) + 1;
            before[i] = padding == "same" ? Math.Max(((input.Shape[i + 1] - 1) * strides[i]) + span - lengths[i], 0) / 2 : 0;
        }

        foreach (int[] from in NumbersLayout.PlacesOf(input.Shape))
        {
            foreach (int[] k in NumbersLayout.PlacesOf([.. kernel.Shape.Take(axes)]))
            {
                int[] place = [.. Enumerable.Range(0, axes).Select(i => (from[i + 1] * strides[i]) + (k[i] * rates[i]) - before[i])];
                if (IsInside(output, place))
                {
                    for (int f = 0; f < kernel.Shape[axes]; f++)
                    {
                        output[[from[0], .. place, f]] += input[from] * kernel[[.. k, f, from[axes + 1]]];
                    }
                }
            }
        }

        return output;
    }

    private static bool IsInside(Numbers numbers, int[] place) => Enumerable.Range(0, place.Length).All(i => place[i] >= 0 && place[i] < numbers.Shape[i + 1]);

    private static (int[] Lengths, int[] Before) Extent(Numbers input, int[] size, string padding, int[] strides, int[] rates)
    {
        var lengths = new int[size.Length];
        var before = new int[size.Length];
        for (int i = 0; i < size.Length; i++)
        {
            int length = input.Shape[i + 1];
            int span = ((size[i] - 1) * rates[i]) + 1;
            lengths[i] = padding == "valid" ? ((length - span) / strides[i]) + 1 : (length + strides[i] - 1) / strides[i];
            before[i] = padding switch
            {
                "valid" => 0,
                "causal" => span - 1,
                _ => Math.Max(((lengths[i] - 1) * strides[i]) + span - length, 0) / 2,
            };
        }

        return (lengths, before);
    }
}
