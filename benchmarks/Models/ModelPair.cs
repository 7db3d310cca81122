using System.Globalization;
using TypedModels.Engine;

namespace TypedModels.Benchmarks;

/// <summary>Two models on the managed engine, in turn: one network saved in two ways has to be as fast either way.</summary>
internal static class ModelPair
{
    /// <summary>Prints the median of the ratios of rounds in turn.</summary>
    /// <param name="first">A model: a folder, or a file.</param>
    /// <param name="second">The one that it is compared with.</param>
    /// <param name="rounds">How often each is measured.</param>
    public static void Show(string first, string second, int rounds)
    {
        var engine = new ManagedEngine();
        using var one = Load(engine, first);
        using var other = Load(engine, second);
        int calls = Math.Clamp((int)(100_000 / other.Call(50)), 3, 20_000);
        one.Call(5 * calls);
        other.Call(5 * calls);
        var times = Enumerable.Range(0, rounds).Select(_ => (One: one.Call(calls), Other: other.Call(calls))).ToArray();
        double[] ratios = [.. times.Select(time => time.One / time.Other).Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{first}: {times.Select(time => time.One).Order().ElementAt(rounds / 2):0.0} µs/call; {second}: {times.Select(time => time.Other).Order().ElementAt(rounds / 2):0.0} µs/call; ratio {ratios[rounds / 2]:0.000} ({ratios[0]:0.000} to {ratios[^1]:0.000})"));
    }

    private static LoadedModel Load(ManagedEngine engine, string path)
    {
        var (model, signature, shapes) = ModelFiles.Open(path);
        return new LoadedModel(engine, model, signature, shapes, new ModelOptions());
    }
}
