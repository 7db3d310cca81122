using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Recurrent;

/// <summary>Recurrent layers computed step by step, as their documentation defines them.</summary>
/// <param name="Step">The states after a step of a sample: of its inputs and of the states before.</param>
/// <param name="Units">The lengths of the states; the first is the output.</param>
internal sealed record Recurrence(Func<double[], double[][], double[][]> Step, params int[] Units)
{
    /// <summary>Which state is the output.</summary>
    public int OutputState { get; init; }

    public bool GoesBackwards { get; init; }

    public bool ZeroesMasked { get; init; }

    /// <summary>Sigmoid.</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The piecewise linear sigmoid of Keras 1 and 2.</summary>
    public static double OldHardSigmoid(double x) => Math.Clamp((0.2 * x) + 0.5, 0, 1);

    public static Recurrence Lstm(Numbers kernel, Numbers recurrent, Numbers? bias, Func<double, double>? gate = null, Func<double, double>? activation = null)
    {
        int units = recurrent.Shape[0];
        var (sigma, phi) = (gate ?? Sigmoid, activation ?? Math.Tanh);
        return new Recurrence(
            (x, states) =>
            {
                var cell = new double[units];
                var output = new double[units];
                for (int u = 0; u < units; u++)
                {
                    double Sum(int block) => Product(x, kernel, (block * units) + u) + Product(states[0], recurrent, (block * units) + u) + (bias?[(block * units) + u] ?? 0);
                    cell[u] = (sigma(Sum(1)) * states[1][u]) + (sigma(Sum(0)) * phi(Sum(2)));
                    output[u] = sigma(Sum(3)) * phi(cell[u]);
                }

                return [output, cell];
            },
            units,
            units);
    }

    public static Recurrence Gru(Numbers kernel, Numbers recurrent, Numbers? bias, bool resetsAfter, Func<double, double>? gate = null)
    {
        int units = recurrent.Shape[0];
        var sigma = gate ?? Sigmoid;
        double Bias(int row, int column) => bias is null ? 0 : bias.Shape.Count == 2 ? bias[row, column] : row == 0 ? bias[column] : 0;
        return new Recurrence(
            (x, states) =>
            {
                var h = states[0];
                double Input(int column) => Product(x, kernel, column) + Bias(0, column);
                double Before(double[] values, int column) => Product(values, recurrent, column) + Bias(1, column);
                double[] reset = [.. Enumerable.Range(units, units).Select(column => sigma(Input(column) + Before(h, column)))];
                return [[.. Enumerable.Range(0, units).Select(u =>
                {
                    int column = (2 * units) + u;
                    double update = sigma(Input(u) + Before(h, u));
                    double inner = resetsAfter ? reset[u] * Before(h, column) : Before([.. reset.Zip(h, (r, value) => r * value)], column);
                    return (update * h[u]) + ((1 - update) * Math.Tanh(Input(column) + inner));
                })]];
            },
            units);
    }

    public static Recurrence Simple(Numbers kernel, Numbers recurrent, Numbers? bias, Func<double, double>? activation = null)
    {
        var phi = activation ?? Math.Tanh;
        return new Recurrence(
            (x, states) => [[.. Enumerable.Range(0, recurrent.Shape[0]).Select(u => phi(Product(x, kernel, u) + Product(states[0], recurrent, u) + (bias?[u] ?? 0)))]],
            recurrent.Shape[0]);
    }

    /// <summary>One recurrence over the outputs of another.</summary>
    public Recurrence Then(Recurrence next) => new(
        (x, states) =>
        {
            var first = Step(x, states[..Units.Length]);
            return [.. first, .. next.Step(first[OutputState], states[Units.Length..])];
        },
        [.. Units, .. next.Units]) { OutputState = Units.Length + next.OutputState };

    /// <summary>All outputs, <c>[batch, time, units]</c>, in the order of the steps as they are made; the last one; and the states after it.</summary>
    /// <param name="input">The inputs, <c>[batch, time, width]</c>.</param>
    /// <param name="counts">Whether a step of a sample counts; null for all.</param>
    /// <param name="initial">The states before the first step, <c>[batch, units]</c> each; null for zeros.</param>
    public (Numbers Sequence, Numbers Last, Numbers[] States) Run(Numbers input, Func<int, int, bool>? counts = null, params Numbers[] initial)
    {
        int batch = input.Shape[0], time = input.Shape[1], width = input.Shape[2], units = Units[OutputState];
        var sequence = new Numbers([batch, time, units]);
        var last = new Numbers([batch, units]);
        Numbers[] after = [.. Units.Select(length => new Numbers([batch, length]))];
        for (int sample = 0; sample < batch; sample++)
        {
            double[][] states = [.. Units.Select((length, i) => Enumerable.Range(0, length).Select(u => initial.Length > 0 ? initial[i][sample, u] : 0).ToArray())];
            var output = new double[units];
            for (int step = 0; step < time; step++)
            {
                int place = GoesBackwards ? time - 1 - step : step;
                if (counts is null || counts(sample, place))
                {
                    states = Step([.. Enumerable.Range(0, width).Select(k => input[sample, place, k])], states);
                    output = states[OutputState];
                }
                else if (ZeroesMasked)
                {
                    output = new double[units];
                }

                for (int u = 0; u < units; u++)
                {
                    sequence[sample, step, u] = output[u];
                    last[sample, u] = output[u];
                }
            }

            for (int i = 0; i < states.Length; i++)
            {
                for (int u = 0; u < Units[i]; u++)
                {
                    after[i][sample, u] = states[i][u];
                }
            }
        }

        return (sequence, last, after);
    }

    private static double Product(double[] values, Numbers kernel, int column) => values.Select((value, row) => value * kernel[row, column]).Sum();
}
