using TypedModels.Engine.Tests.Support;

namespace TypedModels.Engine.Tests.Passes;

public sealed class RecogniseActivationsTests
{
    [Theory]
    [InlineData("s Sigmoid x|y Mul x s")]
    [InlineData("s Sigmoid x|y Mul s x")]
    [InlineData("b Mul x 1.702|s Sigmoid b|y Mul x s")]
    [InlineData("h Mul 0.5 x|z RealDiv x 1.4142135|e Erf z|a AddV2 1 e|y Mul h a")]
    [InlineData("z Mul x 0.70710677|e Erf z|a AddV2 e 1|h Mul x a|y Mul h 0.5")]
    [InlineData("z Mul x 0.70710677|e Erf z|a AddV2 e 1|h Mul a 0.5|y Mul x h")]
    [InlineData("n Neg x|z Mul n 0.70710677|e Erfc z|h Mul x 0.5|y Mul h e")]
    [InlineData("p Pow x 3|c Mul p 0.044715|i AddV2 x c|z Mul i 0.7978846|t Tanh z|a AddV2 1 t|h Mul 0.5 x|y Mul h a")]
    [InlineData("q Mul x x|c Mul q 0.044715|i AddV2 1 c|k Mul x 0.7978846|z Mul k i|t Tanh z|a AddV2 t 1|h Mul a 0.5|y Mul h x")]
    [InlineData("a AddV2 x 3|r Relu6 a|y Mul r 0.16666667")]
    [InlineData("a AddV2 3 x|r Relu6 a|y RealDiv r 6")]
    [InlineData("a AddV2 x 3|r Relu6 a|m Mul x r|y RealDiv m 6")]
    [InlineData("a AddV2 x 3|r Relu6 a|m Mul r 0.16666667|y Mul m x")]
    [InlineData("a AddV2 x 3|l Maximum a 0|r Minimum l 6|m RealDiv r 6|y Mul x m")]
    [InlineData("s Softplus x|t Tanh s|y Mul t x")]
    [InlineData("m Mul 0.2 x|y Maximum x m")]
    [InlineData("r Relu x|y Minimum r 6")]
    [InlineData("y ClipByValue x -1 1")]
    [InlineData("r Relu x|n Neg x|s Relu n|m Mul -0.25 s|y AddV2 r m")]
    public void SpellingsBecomeOneNode(string nodes) => Assert.Equal(["Activation"], Build(nodes).Run("y", 2e-6f));

    [Theory]
    [InlineData("s Sigmoid x|y Mul x s", "s")]
    [InlineData("h Mul 0.5 x|z RealDiv x 1.4142135|e Erf z|a AddV2 1 e|y Mul h a", "e")]
    [InlineData("r Relu x|y Minimum r 6", "r")]
    public void AValueThatIsWantedElsewhereStays(string nodes, string wanted) => Assert.Contains(Build(nodes).Run("y", 2e-6f, wanted), operation => operation is "Sigmoid" or "Erf" or "Relu");

    [Theory]
    [InlineData("s Sigmoid w|y Mul x s")]
    [InlineData("h Mul 0.5 x|z RealDiv x 1.5|e Erf z|a AddV2 1 e|y Mul h a")]
    [InlineData("h Mul 0.5 x|z RealDiv x 1.4142135|e Erf z|a AddV2 2 e|y Mul h a")]
    [InlineData("h Mul 0.6 x|z RealDiv x 1.4142135|e Erf z|a AddV2 1 e|y Mul h a")]
    [InlineData("p Pow x 3|c Mul p 0.05|i AddV2 x c|z Mul i 0.7978846|t Tanh z|a AddV2 1 t|h Mul 0.5 x|y Mul h a")]
    [InlineData("m Mul 1.5 x|y Maximum x m")]
    [InlineData("r Relu x|n Neg w|s Relu n|m Mul -0.25 s|y AddV2 r m")]
    public void OtherNumbersAndValuesAreOtherFunctions(string nodes) => Assert.DoesNotContain("Activation", Build(nodes).Run("y", 2e-6f));

    [Fact]
    public void ASlopeForEachChannelIsOneNodeToo()
    {
        var graph = Build("r Relu x|n Neg x|s Relu n").Constant("slopes", [5], -0.1f, -0.2f, -0.3f, -0.4f, -0.5f).Node("m", "Mul", "slopes s").Node("y", "AddV2", "r m");
        Assert.Equal(["PRelu"], graph.Run("y"));
    }

    [Fact]
    public void AProductEndsWithTheFunction()
    {
        var graph = new FloatGraph().Input("x", -1, 7).Weights("w", 7, 37).Weights("b", 37).Node("p", "MatMul", "x w").Node("q", "AddV2", "p b").Node("s", "Sigmoid", "q").Node("y", "Mul", "q s");
        Assert.Equal(["MatMul"], graph.Run("y", 2e-6f));
    }

    private static FloatGraph Build(string nodes)
    {
        var graph = new FloatGraph().Input("x", -1, 5).Input("w", -1, 5);
        var known = new HashSet<string>();
        foreach (string[] words in nodes.Split('|').Select(node => node.Split(' ')))
        {
            var inputs = words[2..].Select(input => Name(graph, known, input));
            graph.Node(words[0], words[1], string.Join(' ', inputs));
        }

        return graph;
    }

    private static string Name(FloatGraph graph, HashSet<string> known, string input)
    {
        if (!float.TryParse(input, System.Globalization.CultureInfo.InvariantCulture, out float number))
        {
            return input;
        }

        string name = "c" + input.Replace('.', '_').Replace('-', 'm');
        if (known.Add(name))
        {
            graph.Constant(name, [], number);
        }

        return name;
    }
}
