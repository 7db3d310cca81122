using System.Text;
using TypedModels.Generator.Parsing;

namespace TypedModels.Generator.Tests.Parsing;

public class IdentifierTests
{
    [Theory]
    [InlineData("max_faces", "MaxFaces", "maxFaces")]
    [InlineData("x", "X", "x")]
    [InlineData("a_b", "AB", "aB")]
    [InlineData("detectFile", "DetectFile", "detectFile")]
    [InlineData("RGBImage", "RGBImage", "rgbImage")]
    [InlineData("PREDICT", "PREDICT", "predict")]
    [InlineData("my-signature.v2", "MySignatureV2", "mySignatureV2")]
    [InlineData("out/put:0", "OutPut0", "outPut0")]
    [InlineData("conv2d_1", "Conv2d1", "conv2d1")]
    [InlineData("2nd", "_2nd", "_2nd")]
    [InlineData("__internal__", "Internal", "internal")]
    [InlineData("café", "Café", "café")]
    [InlineData("世界", "世界", "世界")]
    [InlineData("with space", "WithSpace", "withSpace")]
    [InlineData("😀 smile", "Smile", "smile")]
    [InlineData("a\u200Db", "AB", "aB")]
    [InlineData("\u0301a", "A", "a")]
    [InlineData("tab\tand\nline", "TabAndLine", "tabAndLine")]
    public void NamesAreMadeOfTheKeysWords(string key, string pascal, string camel)
    {
        Assert.Equal(pascal, Identifier.Pascal(key));
        Assert.Equal(camel, Identifier.Camel(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData(" - ")]
    [InlineData("😀")]
    [InlineData("\u200D")]
    [InlineData("\ud800")]
    [InlineData("\u0301")]
    public void KeysWithoutLettersAndDigitsHaveNoName(string key)
    {
        Assert.Null(Identifier.Pascal(key));
        Assert.Null(Identifier.Camel(key));
    }

    [Fact]
    public void WhateverTheKeyTheNameIsOne()
    {
        var random = new Random(20240229);
        for (int i = 0; i < 200_000; i++)
        {
            string key = RandomKey(random);
            foreach (string? name in new[] { Identifier.Pascal(key), Identifier.Camel(key) })
            {
                Assert.True(name is null || Identifier.IsValid(name), $"'{Escaped(key)}' became '{name}'");
            }
        }
    }

    [Fact]
    public void TheCompilerTakesTheNames()
    {
        var random = new Random(7);
        var names = Enumerable.Range(0, 5000).Select(_ => Identifier.Camel(RandomKey(random))).OfType<string>().Select(Identifier.Escape).Distinct().ToList();
        var tree = CSharpSyntaxTree.ParseText($"class C {{ int {string.Join(", ", names)}; }}", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(tree.GetDiagnostics(TestContext.Current.CancellationToken).Select(diagnostic => diagnostic.ToString()));
        Assert.Equal(names.Select(name => name.TrimStart('@')), tree.GetRoot(TestContext.Current.CancellationToken)
            .DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax>().Select(variable => variable.Identifier.ValueText));
    }

    [Theory]
    [InlineData("class", "@class")]
    [InlineData("value", "value")]
    [InlineData("await", "await")]
    public void KeywordsAreEscaped(string name, string escaped) => Assert.Equal(escaped, Identifier.Escape(name));

    private static string RandomKey(Random random)
    {
        var key = new StringBuilder();
        for (int length = random.Next(12); length > 0; length--)
        {
            key.Append(random.Next(3) switch
            {
                0 => (char)random.Next(0x20, 0x7f),
                1 => (char)random.Next(0x10000),
                _ => "_-./: aZ09\"'<>&*\\\n\u2028\u200D\u0301"[random.Next(20)],
            });
        }

        return key.ToString();
    }

    private static string Escaped(string key) => string.Concat(key.Select(c => $"\\u{(int)c:x4}"));
}
