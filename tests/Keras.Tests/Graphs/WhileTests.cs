using TypedModels.Formats;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Graphs;

/// <summary>Loops of graphs that are built.</summary>
public sealed class WhileTests
{
    [Fact]
    public void TheStateGoesFromRoundToRound()
    {
        var model = FunctionLayers.ModelOf("null, 2", call =>
        {
            var graph = call.Graph;
            var after = graph.While(
                [graph.Integer(0), call.Inputs[0]],
                [graph.Integer(3), call.Inputs[0]],
                (inner, state, constants) => inner.Add("Less", state[0], constants[0]),
                (inner, state, constants) => [inner.Add("AddV2", state[0], inner.Integer(1)), inner.Add("AddV2", inner.Add("AddV2", state[1], state[1]), constants[1])]);
            return [after[1]];
        });
        var input = Numbers.Random(1, 4, 2);
        model.AssertGives(input.Map(value => 15 * value), input);
        model.AssertGives(new Numbers([0, 2]), new Numbers([0, 2]));
        Assert.Equal("[?, 2]", model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Fact]
    public void HowManyRoundsThereAreMayDependOnTheInput()
    {
        // Collatz: the rounds until each has come to 1.
        var model = FunctionLayers.ModelOf("1", call =>
        {
            var graph = call.Graph;
            var after = graph.While(
                [graph.Scalar(0, DataType.Float), graph.Reduce("Sum", call.Inputs[0], keepDims: false, 0)],
                [],
                (inner, state, _) => inner.Add("Greater", state[1], inner.Scalar(1, DataType.Float)),
                (inner, state, _) =>
                {
                    var rest = inner.WithNumber("FloorMod", state[1], 2);
                    var next = inner.Add("SelectV2", inner.WithNumber("Greater", rest, 0.5), inner.WithNumber("AddV2", inner.WithNumber("Mul", state[1], 3), 1), inner.WithNumber("RealDiv", state[1], 2));
                    return [inner.WithNumber("AddV2", state[0], 1), next];
                });
            return [after[0]];
        });
        model.AssertGives(new Numbers([], [111]), Numbers.Of(27));
        model.AssertGives(new Numbers([], [0]), Numbers.Of(1));
    }

    [Fact]
    public void ListsAreReadAndSetInLoops()
    {
        // Running sums along the first axis.
        var model = FunctionLayers.ModelOf("5, 3", call =>
        {
            var graph = call.Graph;
            var (values, zero, count) = (graph.ListOf(call.Inputs[0]), graph.ZerosLike(graph.Element(call.Inputs[0], 0)), graph.Integer(5));
            var after = graph.While(
                [graph.Integer(0), zero, graph.NewList(zero, count)],
                [count, values],
                (inner, state, constants) => inner.Add("Less", state[0], constants[0]),
                (inner, state, constants) =>
                {
                    var sum = inner.Add("AddV2", state[1], inner.ItemOf(constants[1], state[0], DataType.Float, zero.Shape));
                    return [inner.Add("AddV2", state[0], inner.Integer(1)), sum, inner.WithItem(state[2], state[0], sum)];
                });
            return [graph.Stack(after[2], zero, 5)];
        });
        var input = Numbers.Random(2, 5, 3);
        model.AssertGives(Numbers.Make([5, 3], at => Enumerable.Range(0, at[0] + 1).Sum(row => input[row, at[1]])), input);
        Assert.Equal("[5, 3]", model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Fact]
    public void LoopsMayBeInLoops()
    {
        var model = FunctionLayers.ModelOf("null", call => [Times(call.Graph, call.Inputs[0], 3, (graph, value) => Times(graph, value, 2, (inner, x) => inner.Add("AddV2", x, x)))]);
        var input = Numbers.Random(3, 4);
        model.AssertGives(input.Map(value => 64 * value), input);
    }

    [Fact]
    public void WeightsAreReadBeforeALoopAndHandedIn()
    {
        var model = FunctionLayers.ModelOf("null, 2", call =>
        {
            var factor = call.Weight("factor", new TensorShape(2));
            return [Times(call.Graph, call.Inputs[0], 3, (graph, values) => graph.Add("Identity", values), factor)];
        });
        var (input, factor) = (Numbers.Random(4, 3, 2), model.Weights["layer/factor"]);
        model.AssertGives(Numbers.Make([3, 2], at => input[at] * Math.Pow(factor[at[1]], 3)), input);

        var fault = Assert.Throws<ModelFormatException>(() => FunctionLayers.ModelOf("null, 2", call => [Times(call.Graph, call.Inputs[0], 3, (graph, x) => graph.Add("Mul", x, graph.Read(new Weight("w", "w", new TensorShape(2), DataType.Float))))]));
        Assert.Contains("weight of its own", fault.Message);
    }

    private static GraphTensor Times(LayerGraph graph, GraphTensor value, int rounds, Func<LayerGraph, GraphTensor, GraphTensor> round, GraphTensor? factor = null) => graph.While(
        [graph.Integer(0), value],
        factor is null ? [] : [factor],
        (inner, state, _) => inner.Add("Less", state[0], inner.Integer(rounds)),
        (inner, state, constants) =>
        {
            var after = round(inner, state[1]);
            return [inner.Add("AddV2", state[0], inner.Integer(1)), constants.Count > 0 ? inner.Add("Mul", after, constants[0]) : after];
        })[1];
}
