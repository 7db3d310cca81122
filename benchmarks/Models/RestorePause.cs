using System.Diagnostics;
using System.Globalization;
using TypedModels.Formats.Extraction;
using TypedModels.Runtime;
using TypedModels.Runtime.Calls;

namespace TypedModels.Benchmarks;

/// <summary>How long calls take while nothing else happens, and while checkpoints are restored one after the other.</summary>
internal static class RestorePause
{
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(5);

    /// <summary>Prints the median and the longest call of one caller, for a model of numbers.</summary>
    public static void Show(string path, EngineKind engine)
    {
        var contract = ContractExtractor.ExtractFolder(path, Path.GetFileName(path), path).Document.TagSets.First(set => set.Tags is ["serve"]);
        int signature = Math.Max(0, contract.Signatures.ToList().FindIndex(candidate => candidate.Key == "serving_default"));
        FixedTensor[] inputs = [.. contract.Signatures[signature].Inputs.Select(Zeros)];
        using var model = ModelSession.Load(contract, new ModelOptions { Engine = engine });
        var folder = Directory.CreateTempSubdirectory("typedmodels-");
        try
        {
            string checkpoint = Path.Combine(folder.FullName, "model");
            model.Save(checkpoint);
            Calls(model, signature, inputs);
            double[] before = Calls(model, signature, inputs);
            double[] during = [];
            var caller = new Thread(() => during = Calls(model, signature, inputs));
            caller.Start();
            int restores = 0;
            for (; caller.IsAlive; restores++)
            {
                model.Restore(checkpoint);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{contract.Model} on {model.Info.Engine}: {before.Length} calls, median {before[before.Length / 2]:0.00} ms, longest {before[^1]:0.00} ms; during {restores} restores {during.Length} calls, median {during[during.Length / 2]:0.00} ms, longest {during[^1]:0.00} ms"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The times of calls one after the other, in milliseconds, the longest last.</summary>
    private static double[] Calls(ModelSession model, int signature, FixedTensor[] inputs)
    {
        var times = new List<double>();
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_duration;)
        {
            long begun = Stopwatch.GetTimestamp();
            model.Call(signature, inputs);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        times.Sort();
        return [.. times];
    }

    private static FixedTensor Zeros(ArgumentContract input)
    {
        long[] shape = [.. input.Shape.Dimensions.Select(length => length >= 0 ? length : 1)];
        return new FixedTensor(shape, new byte[shape.Aggregate(1L, (product, length) => product * length) * DataTypes.SizeOf(input.DataType)]);
    }
}
