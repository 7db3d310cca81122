using System.Diagnostics;
using TypedModels.Engine.Execution;
using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Files;
using TypedModels.Keras.Models;

namespace TypedModels.Keras.Tests.Fuzz;

/// <summary>Builds and calls models of configurations that nobody vouches for.</summary>
internal static class FuzzedModel
{
    private const long MostBytes = 64L << 20;
    private const long MostWeights = 1 << 16;
    private const int MostGraphBytes = 16 << 20;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    /// <summary>Builds a model, or null where it is refused by our exception.</summary>
    /// <exception cref="InvalidOperationException">Building it meets another exception, takes too long or too much memory.</exception>
    public static KerasGraph? Build(string name, JsonValue config, long mostBytes = MostBytes)
    {
        var (graph, elapsed, bytes) = TryBuild(name, config);
        for (int attempt = 0; attempt < 2 && elapsed > s_longest; attempt++)
        {
            // A machine with other work may hold a case up once.
            (graph, elapsed, bytes) = TryBuild(name, config);
        }

        return elapsed > s_longest || bytes > mostBytes || graph?.MetaGraph.GraphBytes.Length > MostGraphBytes
            ? throw new InvalidOperationException($"{name} took {elapsed} and {bytes} bytes: {Shown(config)}")
            : graph;
    }

    /// <summary>Opens a model with weights of zeros, and calls it with zeros, where it is small.</summary>
    /// <returns>Whether the call came through.</returns>
    public static bool Call(string name, KerasGraph graph, JsonValue config)
    {
        if (graph.Weights.All.Concat(graph.Weights.States).Any(weight => Count(weight.Shape) > MostWeights) || graph.MetaGraph.Signatures.Single().Inputs.Values.Any(input => Count(input.Shape) > MostWeights))
        {
            return false;
        }

        try
        {
            ZeroCall.Run(graph);
            return true;
        }
        catch (Exception exception) when (!IsOurFault(exception) && exception is ModelException or ModelFormatException or OperationCanceledException or TimeoutException)
        {
            return false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{name} met {exception.GetType().Name} when called: {exception.Message}: {Shown(config)}", exception);
        }
    }

    private static (KerasGraph? Graph, TimeSpan Elapsed, long Bytes) TryBuild(string name, JsonValue config)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        KerasGraph? graph = null;
        try
        {
            graph = KerasGraphBuilder.Build(KerasConfigReader.Read(config), DeclaredLayers.None, new ArchiveAssets(null));
        }
        catch (ModelFormatException)
        {
            // What most of them end in.
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{name} met {exception.GetType().Name}: {exception.Message}: {Shown(config)}", exception);
        }

        return (graph, clock.Elapsed, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    // An exception of .NET that a kernel let through: something was not checked.
    private static bool IsOurFault(Exception? exception) =>
        exception is not null && (exception is ModelRunException { Code: ModelErrorCode.Internal } or NodeFailure { Code: ModelErrorCode.Internal } || IsOurFault(exception.InnerException));

    private static long Count(TensorShape shape) => shape.HasRank ? shape.Dimensions.Aggregate(1L, (count, length) => length <= 0 ? count : Math.Min(MostWeights + 1, count) * Math.Min(length, MostWeights + 1)) : 1;

    private static string Shown(JsonValue config) => config.ToString() is { Length: > 3000 } text ? text.Remove(3000) : config.ToString();
}
