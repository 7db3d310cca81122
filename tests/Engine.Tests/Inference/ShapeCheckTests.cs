using System.Reflection;
using TypedModels.Engine.Execution;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Tests.Inference;

public class ShapeCheckTests
{
    private static readonly Dimension s_batch = Dimension.Symbol(1);

    public ShapeCheckTests() =>
        Assert.SkipUnless(typeof(ShapeCheck).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>() is { Configuration: "Debug" }, "Only debug builds hold steps to the inferred shapes.");

    [Theory]
    [InlineData(5, 4, true)]
    [InlineData(5, 3, false)]
    [InlineData(6, 4, false)]
    public void AStepThatGivesAnotherShapeThanWasInferredIsFound(int rows, int columns, bool agrees)
    {
        var check = new ShapeCheck([new InferredShape(s_batch, 3)]);
        var step = StepOf(new InferredShape(s_batch, 4));

        check.Begin([Value(5, 3)]);

        var failure = Record.Exception(() => check.Check(step, [Value(rows, columns)]));
        Assert.Equal(agrees, failure is null);
    }

    [Fact]
    public void NothingIsHeldAgainstStepsWhenTheCallerDidNotKeepToTheDeclaredShape()
    {
        var check = new ShapeCheck([new InferredShape(s_batch, 3)]);

        check.Begin([Value(5, 2)]);

        check.Check(StepOf(new InferredShape(s_batch, 4)), [Value(1, 1)]);
    }

    private static Tensor Value(params int[] shape) => Tensor.CreateShared<float>(DataType.Float, new Shape(shape), new float[new Shape(shape).Count]);

    private static Step StepOf(InferredShape shape) => new()
    {
        Kernel = new ActionKernel(_ => { }),
        Node = "node",
        Operation = "MatMul",
        Inputs = [],
        Outputs = [0],
        OutputTypes = [DataType.Float],
        Shapes = [shape],
    };
}
