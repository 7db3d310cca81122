using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Random numbers that a seed, a key or a state determines.</summary>
internal sealed class RandomCases : CaseFamily
{
    private const int PhiloxAlgorithm = 1;
    private static readonly long[][] s_shapes = [[], [0], [5], [2, 3], [37]];

    protected override void AddCases()
    {
        AddSeeded();
        AddStateless();
        AddIntegers();
        AddSampled();
        AddCategorical();
        AddStates();
    }

    private static (string, object)[] Seeds(int seed, int seed2) => [("seed", seed), ("seed2", seed2)];

    private void AddSeeded()
    {
        foreach (string operation in new[] { "RandomUniform", "RandomStandardNormal", "TruncatedNormal" })
        {
            foreach (var type in FloatTypes)
            {
                AddRuns(operation, [Shape(11)], [("dtype", type), .. Seeds(3, 4)]);
                AddRuns(operation, [Shape(2, 3)], [("dtype", type), .. Seeds(0, 7)]);
            }
        }

        foreach (var type in IndexTypes)
        {
            AddRuns("RandomUniformInt", [Shape(9), Scalar(type, -5), Scalar(type, 20)], Seeds(1, 2));
            AddRuns("RandomUniformInt", [Shape(9), Scalar(type, 5), Scalar(type, 5)], Seeds(1, 2));
            AddRuns("RandomUniformInt", [Shape(0), Scalar(type, 5), Scalar(type, 5)], Seeds(1, 2));
        }

        foreach (var type in new[] { DataType.Int32, DataType.Double, DataType.String, DataType.Bool })
        {
            AddRuns("RandomShuffle", [Count(type, 10)], Seeds(5, 6));
            AddRuns("RandomShuffle", [Count(type, 7, 3)], Seeds(5, 6));
            AddRuns("RandomShuffle", [Count(type, 1, 3)], Seeds(5, 6));
            AddRuns("RandomShuffle", [Empty(type, 4, 0)], Seeds(5, 6));
            AddRuns("RandomShuffle", [Scalar(type, 1)], Seeds(5, 6));
        }
    }

    private void AddStateless()
    {
        foreach (string operation in new[] { "StatelessRandomUniform", "StatelessRandomNormal", "StatelessTruncatedNormal" })
        {
            foreach (var type in FloatTypes)
            {
                foreach (long[] shape in s_shapes)
                {
                    Add(operation, [Shape(shape), Longs(1, 2)], ("dtype", type));
                    AddKeyed(operation + "V2", type, shape, []);
                }

                Add(operation, [Shape(4), Ints(-1, int.MinValue)], ("dtype", type));
                Add(operation, [Longs(4), Longs(long.MaxValue, -7)], ("dtype", type));
                Add(operation, [Shape(4), Longs(1, 2, 3)], ("dtype", type));
                Add(operation, [Shape(-4), Longs(1, 2)], ("dtype", type));
            }
        }

        foreach (int algorithm in new[] { 2, 3, 7 })
        {
            AddKeyed("StatelessRandomUniformV2", DataType.Float, [5], [], algorithm);
        }

        Add("StatelessRandomUniformV2", [Shape(3), Vector(DataType.UInt64, 1, 2), Vector(DataType.UInt64, 3, 4), Int(1)], ("dtype", DataType.Float));
        Add("StatelessRandomGetKeyCounter", [Longs(1, 2)]);
        Add("StatelessRandomGetKeyCounter", [Ints(-3, 9)]);
        Add("StatelessRandomGetKeyCounter", [Ints(-3)]);
        Add("StatelessRandomGetKeyCounterAlg", [Longs(1L << 40, 2)]);
        Add("StatelessRandomGetAlg", []);
    }

    private void AddIntegers()
    {
        foreach (var type in IndexTypes)
        {
            Add("StatelessRandomUniformInt", [Shape(7), Longs(5, 6), Scalar(type, -10), Scalar(type, 100)], ("dtype", type));
            Add("StatelessRandomUniformInt", [Shape(7), Longs(5, 6), Scalar(type, -double.MaxValue), Scalar(type, double.MaxValue)], ("dtype", type));
            Add("StatelessRandomUniformInt", [Shape(7), Longs(5, 6), Scalar(type, 3), Scalar(type, 3)], ("dtype", type));
            Add("StatelessRandomUniformInt", [Shape(0), Longs(5, 6), Scalar(type, 3), Scalar(type, 3)], ("dtype", type));
            Add("StatelessRandomUniformInt", [Shape(2), Longs(5, 6), Vector(type, 3), Scalar(type, 5)], ("dtype", type));
            AddKeyed("StatelessRandomUniformIntV2", type, [7], [Scalar(type, 2), Scalar(type, 11)]);
        }

        foreach (var type in new[] { DataType.Int32, DataType.Int64, DataType.UInt32, DataType.UInt64 })
        {
            Add("StatelessRandomUniformFullInt", [Shape(7), Longs(5, 6)], ("dtype", type));
            AddKeyed("StatelessRandomUniformFullIntV2", type, [2, 3], []);
        }
    }

    private void AddSampled()
    {
        foreach (var type in Types("RandomGamma"))
        {
            var alphas = Value.Of(type, [2, 3], [0.1, 0.5, 1, 1.5, 20, 300]);
            AddRuns("RandomGamma", [Shape(5), alphas], Seeds(8, 9));
            AddRuns("RandomGamma", [Shape(0), alphas], Seeds(8, 9));
            Add("StatelessRandomGammaV2", [Shape(4, 2, 3), Longs(8, 9), alphas], ("dtype", type));
            Add("StatelessRandomGammaV2", [Shape(4, 3, 2), Longs(8, 9), alphas], ("dtype", type));
            AddKeyed("StatelessRandomGammaV3", type, [3, 2, 3], [alphas]);
            var rates = Value.Of(type, [6], [0, 0.2, 3, 9.9, 10, 250]);
            AddRuns("RandomPoisson", [Shape(5), rates], [("dtype", type), .. Seeds(8, 9)]);
        }

        foreach (var rate in new[] { DataType.Half, DataType.Float, DataType.Double, DataType.Int32, DataType.Int64 })
        {
            foreach (var type in new[] { DataType.Half, DataType.Float, DataType.Double, DataType.Int32, DataType.Int64 })
            {
                var rates = Value.Of(rate, [6], [0, 1, 3, 9, 10, 250]);
                AddRuns("RandomPoissonV2", [Shape(20), rates], [("dtype", type), .. Seeds(8, 9)]);
                Add("StatelessRandomPoisson", [Shape(20, 6), Longs(8, 9), rates], ("dtype", type));
                var counts = Value.Of(rate, [3, 1], [0, 5, 200]);
                var odds = Value.Of(rate, [4], [0, 0.2, 0.8, 1]);
                Add("StatelessRandomBinomial", [Shape(15, 3, 4), Longs(8, 9), counts, odds], ("dtype", type));
            }
        }

        Add("StatelessRandomBinomial", [Shape(2, 3), Longs(8, 9), Vector(DataType.Float, 1, 2, 3), Vector(DataType.Float, 0.5, 0.5)], ("dtype", DataType.Float));
        Add("StatelessRandomBinomial", [Shape(2), Longs(8, 9), Vector(DataType.Float, 1, 2, 3), Vector(DataType.Float, 0.5)], ("dtype", DataType.Float));
    }

    private void AddCategorical()
    {
        foreach (var type in FloatTypes)
        {
            foreach (var output in IndexTypes)
            {
                var logits = Value.Of(type, [3, 4], [0, 1, 2, 3, -1, -2, double.NegativeInfinity, 0, 5, 5, 5, 5]);
                AddRuns("Multinomial", [logits, Int(6)], [("output_dtype", output), .. Seeds(3, 4)]);
                Add("StatelessMultinomial", [logits, Int(5), Longs(3, 4)], ("output_dtype", output));
            }
        }

        AddRuns("Multinomial", [Vector(DataType.Float, 1, 2), Int(6)], Seeds(3, 4));
        AddRuns("Multinomial", [Vector(DataType.Float, 1, 2).As(1, 2), Int(-1)], Seeds(3, 4));
        AddRuns("Multinomial", [Empty(DataType.Float, 0, 3), Int(2)], Seeds(3, 4));
        AddRuns("Multinomial", [Empty(DataType.Float, 3, 0), Int(2)], Seeds(3, 4));
        AddRuns("Multinomial", [Vector(DataType.Float, 1, 2).As(1, 2), Int(0)], Seeds(3, 4));
    }

    // A variable is given a state, moved on, and read afterwards.
    private void AddStates()
    {
        foreach (var type in FloatTypes)
        {
            foreach (string operation in new[] { "StatefulUniform", "StatefulStandardNormalV2", "StatefulTruncatedNormal" })
            {
                AddState(operation, variable => [variable, Long(PhiloxAlgorithm), Shape(7)], type);
            }
        }

        foreach (var type in IndexTypes)
        {
            AddState("StatefulUniformInt", variable => [variable, Long(PhiloxAlgorithm), Shape(7), Scalar(type, 3), Scalar(type, 90)]);
            AddState("StatefulUniformFullInt", variable => [variable, Long(PhiloxAlgorithm), Shape(3)], type);
        }

        AddState("StatefulUniform", variable => [variable, Long(2), Shape(7)], DataType.Float);
        // Whether TensorFlow writes the state back depends on who else refers to it.
        AddState("StatefulRandomBinomial", variable => [variable, Long(PhiloxAlgorithm), Ints(6, 2), Vector(DataType.Float, 4, 100), Vector(DataType.Float, 0.3, 0.7)], DataType.Float, isStateRead: false);
        AddState("RngReadAndSkip", variable => [variable, Int(PhiloxAlgorithm), Scalar(DataType.UInt64, 10)]);
        AddState("RngReadAndSkip", variable => [variable, Int(2), Scalar(DataType.UInt64, 10)]);
        AddState("RngSkip", variable => [variable, Long(PhiloxAlgorithm), Long(10)]);
    }

    private void AddState(string operation, Func<Output, Argument[]> arguments, DataType? type = null, bool isStateRead = true)
    {
        var graph = new CaseGraph();
        var variable = graph.Node("VarHandleOp", [], ("dtype", DataType.Int64), ("shape", new TensorShape(3)), ("shared_name", "state"))[0];
        graph.Node("AssignVariableOp", [variable, Longs(-3, 11, 12345)]);
        var results = graph.Node(operation, arguments(variable), type is null ? [] : [("dtype", type)], [graph.Last]);
        var after = graph.Node("ReadVariableOp", [variable], [("dtype", DataType.Int64)], [graph.Last]);
        Add(operation, graph, [.. results, .. isStateRead ? after : []]);
    }

    private void AddKeyed(string operation, DataType type, long[] shape, Argument[] more, int algorithm = PhiloxAlgorithm) =>
        Add(operation, [Shape(shape), Scalar(DataType.UInt64, 77).As(1), Vector(DataType.UInt64, double.MaxValue, 5), Int(algorithm), .. more], ("dtype", type));

    private void AddRuns(string operation, Argument[] arguments, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var graph = new CaseGraph();
        var outputs = graph.Node(operation, arguments, attributes);
        AddRuns(operation, 3, graph, outputs);
    }

    private static Value Shape(params long[] shape) => Value.Of(DataType.Int32, [shape.Length], [.. shape.Select(length => (double)length)]);
}
