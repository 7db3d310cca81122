using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes.Recurrent;

/// <summary>The weights of gates side by side.</summary>
internal static unsafe class GateWeights
{
    /// <summary>Whether a gate is the sum of one product with the input and one with the state.</summary>
    public static bool IsGate(GateSum gate, NodeOutput input, NodeOutput state, int size) =>
        gate.Columns == size && gate.Others.Count == 0 && gate.Products.Count == 2 && gate.With(input) is not null && IsSquare(gate.With(state), size);

    /// <summary>Whether a product has a matrix of so many rows.</summary>
    public static bool IsSquare(GateProduct? product, int size) => product?.Weights is { } weights && weights[0] == size;

    /// <summary>Whether gates take the input in one way: multiplied with matrices of as many rows, or its columns in the order of the gates.</summary>
    public static bool AreAlike(int size, params ReadOnlySpan<GateProduct> inputs)
    {
        for (int gate = 0; gate < inputs.Length; gate++)
        {
            var (_, weights, start, parts) = inputs[gate];
            bool fits = weights is null ? inputs[0].Weights is null && start == (long)gate * size && (parts == 0 || parts == inputs.Length) : weights[0] == inputs[0].Weights?[0] && weights[0] > 0;
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Packs what inputs are multiplied with; null where they were multiplied before the loop.</summary>
    public static PackedMatrix<float>? PackInputs(int size, MemoryBudget budget, params ReadOnlySpan<GateProduct> inputs) => inputs[0].Weights is null ? null : Pack(size, budget, inputs);

    /// <summary>Packs the columns of products side by side.</summary>
    public static PackedMatrix<float> Pack(int size, MemoryBudget budget, params ReadOnlySpan<GateProduct> products)
    {
        int rows = products[0].Weights![0], columns = checked(size * products.Length);
        float[] joined = new float[checked(rows * columns)];
        for (int gate = 0; gate < products.Length; gate++)
        {
            var weights = products[gate].Weights!;
            for (int row = 0; row < rows; row++)
            {
                weights.Span<float>().Slice((row * weights[1]) + products[gate].Start, size).CopyTo(joined.AsSpan((row * columns) + (gate * size)));
            }
        }

        fixed (float* source = joined)
        {
            return PackedMatrix<float>.Of(source, columns, 1, rows, columns, null, budget);
        }
    }

    /// <summary>The numbers that gates add, side by side; those of a gate may be several.</summary>
    public static float[] Bias(int size, params ReadOnlySpan<IReadOnlyList<GateBias>> gates)
    {
        float[] bias = new float[checked(size * gates.Length)];
        for (int gate = 0; gate < gates.Length; gate++)
        {
            foreach (var part in gates[gate])
            {
                var numbers = part.Values.Span<float>().Slice(part.Start, size);
                for (int i = 0; i < size; i++)
                {
                    bias[(gate * size) + i] += numbers[i];
                }
            }
        }

        return bias;
    }
}
