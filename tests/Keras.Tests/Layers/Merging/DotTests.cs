using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Merging;

/// <summary><c>Dot</c>, and the mode <c>cos</c> of Keras 1.</summary>
public sealed class DotTests
{
    [Theory]
    [InlineData("1", new[] { 3, 4 }, new[] { 3, 4 }, 1, 1)]
    [InlineData("-1", new[] { 3, 4 }, new[] { 3, 4 }, 1, 1)]
    [InlineData("1", new[] { 3, 4, 5 }, new[] { 3, 4, 2 }, 1, 1)]
    [InlineData("2", new[] { 3, 4, 5 }, new[] { 3, 2, 5 }, 2, 2)]
    [InlineData("[2, 1]", new[] { 3, 4, 5 }, new[] { 3, 5, 2 }, 2, 1)]
    [InlineData("[1, 2]", new[] { 3, 5, 4 }, new[] { 3, 2, 5 }, 1, 2)]
    [InlineData("[1, -1]", new[] { 3, 5, 4 }, new[] { 3, 5 }, 1, 1)]
    [InlineData("[1, 2]", new[] { 3, 5 }, new[] { 3, 4, 5 }, 1, 2)]
    [InlineData("[2, 1]", new[] { 2, 3, 4, 5 }, new[] { 2, 4, 3 }, 2, 1)]
    [InlineData("[-1, -2]", new[] { 2, 3, 2, 4 }, new[] { 2, 3, 4, 2 }, 3, 2)]
    [InlineData("[1, 3]", new[] { 2, 4 }, new[] { 2, 3, 2, 4 }, 1, 3)]
    public void OneAxisOfEachIsSummedOver(string axes, int[] first, int[] second, int firstAxis, int secondAxis)
    {
        var (left, right) = (Numbers.Random(1, first), Numbers.Random(2, second));
        foreach (bool isNormalised in new[] { false, true })
        {
            var expected = Product(isNormalised ? Unit(left, firstAxis) : left, isNormalised ? Unit(right, secondAxis) : right, firstAxis, secondAxis);
            string config = $"\"axes\": {axes}, \"normalize\": {(isNormalised ? "true" : "false")}";
            var model = KerasModel.OfMerge("Dot", config, Known(first), Known(second));
            model.AssertGives(expected, left, right);
            Assert.Equal($"[?, {string.Join(", ", expected.Shape.Skip(1))}]", model.Signature.Outputs["layer"].Shape.ToString());
            KerasModel.OfMerge("Dot", config, Unknown(first), Unknown(second)).AssertGives(expected, left, right);
        }
    }

    [Fact]
    public void AnEmptyBatchGivesNothing() => KerasModel.OfMerge("Dot", "\"axes\": [3, 1]", "null, 2, 3, 4", "null, 4, 5").AssertGives(new Numbers([0, 2, 3, 5]), new Numbers([0, 2, 3, 4]), new Numbers([0, 4, 5]));

    [Theory]
    [InlineData("\"axes\": 0")]
    [InlineData("\"axes\": 3")]
    [InlineData("\"axes\": [1]", false)]
    [InlineData("\"axes\": [1, 1, 1]")]
    [InlineData("\"axes\": [1, 2]")]
    [InlineData("\"axes\": [[1], [2]]")]
    [InlineData("\"axes\": \"both\"")]
    [InlineData("")]
    public void AbsurdAxesAreRefused(string config, bool isRefused = true)
    {
        var error = Record.Exception(() => KerasModel.OfMerge("Dot", config, "null, 3, 4", "null, 3, 5"));
        Assert.Equal(isRefused ? typeof(ModelFormatException) : null, error?.GetType());
    }

    [Fact]
    public void ABatchAloneHasNothingToSum() => Assert.Throws<ModelFormatException>(() => KerasModel.OfMerge("Dot", "\"axes\": 1", "null", "null, 4"));

    private static string Known(int[] shape) => "null, " + string.Join(", ", shape.Skip(1));

    private static string Unknown(int[] shape) => string.Join(", ", shape.Select(_ => "null"));

    private static Numbers Unit(Numbers values, int axis) => Numbers.Make([.. values.Shape], at =>
        values[at] / Math.Sqrt(Enumerable.Range(0, values.Shape[axis]).Sum(i => Math.Pow(values[[.. at.Select((index, other) => other == axis ? i : index)]], 2))));

    internal static Numbers Product(Numbers left, Numbers right, int leftAxis, int rightAxis)
    {
        int[] leftShape = [.. left.Shape.Where((_, axis) => axis > 0 && axis != leftAxis)];
        int[] rightShape = [.. right.Shape.Where((_, axis) => axis > 0 && axis != rightAxis)];
        int[] shape = [left.Shape[0], .. leftShape, .. rightShape];
        var product = Numbers.Make(shape, at => Enumerable.Range(0, left.Shape[leftAxis]).Sum(i =>
        {
            List<int> leftAt = [at[0], .. at.Skip(1).Take(leftShape.Length)], rightAt = [at[0], .. at.Skip(1 + leftShape.Length)];
            leftAt.Insert(leftAxis, i);
            rightAt.Insert(rightAxis, i);
            return left[[.. leftAt]] * right[[.. rightAt]];
        }));
        return shape.Length == 1 ? new Numbers([shape[0], 1], product.Elements) : product;
    }
}
