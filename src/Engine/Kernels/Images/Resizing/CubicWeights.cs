namespace TypedModels.Engine.Kernels.Images.Resizing;

/// <summary>The four neighbours of a place and their weights by Keys' cubic convolution, in the 1024 steps of TensorFlow's table.</summary>
internal struct CubicWeights
{
    private const int Steps = 1024;

    private static readonly float[] s_sharp = Table(-0.75);
    private static readonly float[] s_keys = Table(-0.5);

    public int I0;
    public int I1;
    public int I2;
    public int I3;
    public float W0;
    public float W1;
    public float W2;
    public float W3;

    /// <summary>The weights of each pixel of a resized axis; the indices are steps of <paramref name="step"/> elements.</summary>
    public static void Fill(Span<CubicWeights> weights, ResizeScale scale, int size, int step)
    {
        float factor = scale.Factor(size, weights.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            float place = scale.Place(i, factor);
            int floor = (int)MathF.Floor(place);
            int offset = (int)MathF.Round((place - floor) * Steps, MidpointRounding.ToEven);
            ref var w = ref weights[i];
            float[] table = scale.HalfPixelCenters ? s_keys : s_sharp;
            (w.I0, w.I1, w.I2, w.I3) = (floor - 1, floor, floor + 1, floor + 2);
            (w.W0, w.W1, w.W2, w.W3) = (table[2 * offset + 1], table[2 * offset], table[2 * (Steps - offset)], table[2 * (Steps - offset) + 1]);
            if (scale.HalfPixelCenters)
            {
                w.LeaveOutside(size);
            }

            w.I0 = Math.Clamp(w.I0, 0, size - 1) * step;
            w.I1 = Math.Clamp(w.I1, 0, size - 1) * step;
            w.I2 = Math.Clamp(w.I2, 0, size - 1) * step;
            w.I3 = Math.Clamp(w.I3, 0, size - 1) * step;
        }
    }

    // What is outside the picture weighs nothing, and the rest is scaled to one.
    private void LeaveOutside(int size)
    {
        W0 = (uint)I0 < (uint)size ? W0 : 0;
        W1 = (uint)I1 < (uint)size ? W1 : 0;
        W2 = (uint)I2 < (uint)size ? W2 : 0;
        W3 = (uint)I3 < (uint)size ? W3 : 0;
        float sum = W0 + W1 + W2 + W3;
        if (MathF.Abs(sum) >= ResamplingKernels.SmallestSum)
        {
            float factor = 1 / sum;
            (W0, W1, W2, W3) = (W0 * factor, W1 * factor, W2 * factor, W3 * factor);
        }
    }

    private static float[] Table(double a)
    {
        var table = new float[2 * (Steps + 1)];
        for (int i = 0; i <= Steps; i++)
        {
            double x = i / (double)Steps;
            table[2 * i] = (float)(((a + 2) * x - (a + 3)) * x * x + 1);
            x += 1;
            table[2 * i + 1] = (float)(((a * x - 5 * a) * x + 8 * a) * x - 4 * a);
        }

        return table;
    }
}
