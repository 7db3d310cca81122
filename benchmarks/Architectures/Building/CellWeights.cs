using TypedModels.Keras.Graphs;

namespace TypedModels.Architectures.Building;

/// <summary>The weights of a recurrent cell: its gates are columns of one product in Keras, and blocks of rows in ONNX.</summary>
/// <param name="weights">What makes them.</param>
/// <param name="channels">The length of a step's input.</param>
/// <param name="units">The length of its output.</param>
/// <param name="gates">The number of gates.</param>
/// <param name="biases">1 where one bias is added to both products, 2 where each has its own.</param>
internal sealed class CellWeights(RandomWeights weights, int channels, int units, int gates, int biases)
{
    private readonly float[] _kernel = weights.Around(0, Math.Sqrt(1.0 / channels), channels * gates * units);
    private readonly float[] _recurrent = weights.Around(0, Math.Sqrt(1.0 / units), units * gates * units);
    private readonly float[][] _biases = [.. Enumerable.Range(0, biases).Select(_ => weights.Around(0, 0.1, gates * units))];

    /// <summary>Makes a constant of weights.</summary>
    public delegate GraphTensor Maker(ReadOnlySpan<float> values, params ReadOnlySpan<long> lengths);

    /// <summary>The length of a step's input.</summary>
    public int Channels => channels;

    /// <summary>The length of its output.</summary>
    public int Units => units;

    /// <summary>The kernel of the inputs, that of the output before, and the biases.</summary>
    public IEnumerable<GraphTensor> InOrder(Maker constant) =>
        [constant(_kernel, channels, gates * units), constant(_recurrent, units, gates * units), .. _biases.Select(bias => constant(bias, gates * units))];

    /// <summary>The weights as ONNX has them, with its order of the gates.</summary>
    public (float[] Kernel, float[] Recurrent, float[] Bias) ByGate(int[] order)
    {
        float[] second = biases == 2 ? _biases[1] : new float[gates * units];
        return (Turned(_kernel, order), Turned(_recurrent, order), [.. Turned(_biases[0], order), .. Turned(second, order)]);
    }

    // [rows, gates · units] to [gates · units, rows].
    private float[] Turned(float[] values, int[] order)
    {
        int width = gates * units, rows = values.Length / width;
        var turned = new float[values.Length];
        for (int column = 0; column < width; column++)
        {
            int from = (order[column / units] * units) + (column % units);
            for (int row = 0; row < rows; row++)
            {
                turned[(column * rows) + row] = values[(row * width) + from];
            }
        }

        return turned;
    }
}
