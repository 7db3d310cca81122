using System.Globalization;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;

namespace TypedModels.Engine.Tests.Loading;

/// <summary>What several loads have in memory together. Alone: other tests load models, too.</summary>
[Collection(nameof(SharedInstancesTests))]
[CollectionDefinition(nameof(SharedInstancesTests), DisableParallelization = true)]
public sealed class SharedInstancesTests
{
    private static readonly string[] s_models = ["add", "iris", "digits", "lstm", "char_lm", "autoencoder", "counter", "keras_export", "control_flow", "tf1_saved_model"];

    [Fact]
    public void SixteenLoadsAtOnceHaveOnePackedMatrix()
    {
        const int Rows = 331, Columns = 77;
        var graph = Product(Rows, Columns);
        var loads = new LoadedGraph[16];
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i => loads[i] = LoadedGraph.Load(graph, "x", "y"));

        Assert.Equal(1, InternedBlocks.Shared.Count((nuint)RightMatrix<int>.PackedLength(Rows, Columns) * sizeof(int)));
        int[] ones = [.. Enumerable.Repeat(1, Rows)];
        Assert.All(loads, load => Assert.Equal(Enumerable.Range(0, Columns).Select(column => Enumerable.Range(0, Rows).Sum(row => (row * Columns) + column)), load.Call(ones)[0]));
        Array.ForEach(loads, load => load.Dispose());
    }

    [Fact]
    public void ModelsWithOneEncoderHoldItOnce()
    {
        const int Rows = 337, Columns = 79;
        using var one = LoadedGraph.Load(Product(Rows, Columns), "x", "y");
        using var other = LoadedGraph.Load(Product(Rows, Columns).Node("z", "Neg", "y", NodeAttribute.Type("T", DataType.Int32)), "x", "z");

        Assert.Equal(1, InternedBlocks.Shared.Count((nuint)RightMatrix<int>.PackedLength(Rows, Columns) * sizeof(int)));
        int[] x = [.. Enumerable.Range(0, Rows)];
        Assert.Equal(one.Call(x)[0].Select(number => -number), other.Call(x)[0]);
    }

    [Fact]
    public void EveryModelPaysForWhatItSharesWithOthers()
    {
        const int Rows = 347, Columns = 83;
        var graph = Product(Rows, Columns);
        using var first = LoadedGraph.Load(graph, "x", "y");

        var refused = Assert.Throws<ModelLoadException>(() => LoadedGraph.Load(graph, "x", "y", new ModelOptions { MemoryLimit = Rows * Columns * sizeof(int) }));
        Assert.Contains(nameof(ModelOptions.MemoryLimit), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ModelsThatComeAndGoLeaveNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "private memory is read from /proc");
        var models = Array.ConvertAll(s_models, name => ModelFolders.Read(Path.Combine(ModelFolders.Models, name)));
        // What is compiled anew while a process warms up is there for good, and has its place before.
        Rounds(models, 10);
        long before = PrivateBytes();
        Rounds(models, 10);

        Assert.InRange(PrivateBytes() - before, long.MinValue, 6 << 20);
    }

    [Fact]
    public void ASecondInstanceTakesNoWeights()
    {
        var model = ModelFolders.Read(Path.Combine(ModelFolders.Models, "mobilenet_v2_small"));
        using var first = Open(model);
        Collect();
        long before = InternedBlocks.Shared.TotalLength;
        using var second = Open(model);
        Collect();

        Assert.InRange(before, 1 << 20, long.MaxValue);
        Assert.Equal(before, InternedBlocks.Shared.TotalLength);
    }

    private static void Rounds(EngineModel[] models, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            foreach (var model in models)
            {
                Open(model).Dispose();
            }
        }
    }

    private static EngineSession Open(EngineModel model) => new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);

    private static GraphBuilder Product(int rows, int columns) => new GraphBuilder()
        .Argument("x", DataType.Int32)
        .Constant("row", 1, rows)
        .Constant("matrix", rows, columns)
        .Constant("elements", [.. Enumerable.Range(0, rows * columns)])
        .Node("left", "Reshape", "x row", NodeAttribute.Type("T", DataType.Int32))
        .Node("right", "Reshape", "elements matrix", NodeAttribute.Type("T", DataType.Int32))
        .Node("y", "MatMul", "left right", NodeAttribute.Type("T", DataType.Int32));

    private static void Collect()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static long PrivateBytes()
    {
        Collect();
        return 1024 * File.ReadLines("/proc/self/smaps_rollup").Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
    }
}
