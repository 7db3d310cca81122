using System.Text;
using Tensorflow;
using TypedModels.Formats;
using TypedModels.Formats.TextFormat;

namespace TypedModels.Tests.TextFormat;

public sealed class TextParserTests
{
    [Theory]
    [InlineData("\"a\\nb\\t\\\\\\\"\\'\\?\"", "a\nb\t\\\"'?")]
    [InlineData("'it is \"quoted\"'", "it is \"quoted\"")]
    [InlineData("'one' \"two\"\n # between\n 'three'", "onetwothree")]
    [InlineData("\"\\101\\x42\\X43\\u0044\\U0001F600\"", "ABCD😀")]
    [InlineData("\"\\0\\18\"", "\0\u00018")]
    [InlineData("\"ä\"", "ä")]
    public void TextIsUnquoted(string text, string expected) => Assert.Equal(expected, Graph($"node {{ name: {text} }}").Node[0].Name);

    [Theory]
    [InlineData("\"\\200\\xff\"", new byte[] { 0x80, 0xff })]
    [InlineData("''", new byte[0])]
    public void BytesNeedNotBeText(string text, byte[] expected) => Assert.Equal(expected, Value($"s: {text}").S.ToByteArray());

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("0x7fffffffffffffff", long.MaxValue)]
    [InlineData("- 0X10", -16)]
    [InlineData("017", 15)]
    public void WholeNumbersAreDecimalHexadecimalOrOctal(string text, long expected) => Assert.Equal(expected, Value($"i: {text}").I);

    [Theory]
    [InlineData("1", 1f)]
    [InlineData("-1.5e-3", -1.5e-3f)]
    [InlineData(".5f", .5f)]
    [InlineData("2.", 2f)]
    [InlineData("1E+2F", 100f)]
    [InlineData("16777217", 16777216f)]
    [InlineData("inf", float.PositiveInfinity)]
    [InlineData("-Infinity", float.NegativeInfinity)]
    [InlineData("nan", float.NaN)]
    public void FloatsAreWrittenInManyWays(string text, float expected) => Assert.Equal(expected, Value($"f: {text}").F);

    [Theory]
    [InlineData("true", true)]
    [InlineData("t", true)]
    [InlineData("1", true)]
    [InlineData("False", false)]
    public void TruthIsAWordOrANumber(string text, bool expected) => Assert.Equal(expected, Value($"b: {text}").B);

    [Theory]
    [InlineData("DT_FLOAT", 1)]
    [InlineData("DT_FLOAT_REF", 101)]
    [InlineData("DT_RESOURCE", 20)]
    [InlineData("DT_FLOAT4_E2M1FN", 33)]
    [InlineData("101", 101)]
    [InlineData("-1", -1)]
    public void ElementTypesAreNamesOrNumbers(string text, int expected) => Assert.Equal(expected, (int)Value($"type: {text}").Type);

    [Theory]
    [InlineData("node { name: \"x\" op: \"Placeholder\" } node { name: \"y\" op: \"NoOp\" }")]
    [InlineData("node: < name: 'x'; op: 'Placeholder', >, node <name:'y' op:'NoOp'>;")]
    [InlineData("node: [ { name: 'x' op: 'Placeholder' }, < name: 'y' op: 'NoOp' > ]")]
    [InlineData("\uFEFF# written by hand\nnode{name:'x'#\nop:'Placeholder'}node{name:'y' op:'NoOp'}")]
    public void BlocksAndSeparatorsAreWrittenInManyWays(string text) =>
        Assert.Equal(["x Placeholder", "y NoOp"], Graph(text).Node.Select(node => $"{node.Name} {node.Op}"));

    [Fact]
    public void ListsMayBeEmptyAndAnInt64ListIsRead()
    {
        Assert.Equal([1, -2, 3], Value("list { i: [1, -2] i: 3 i: [] }").List.I);
    }

    [Fact]
    public void WhatNothingDependsOnIsPassedOver()
    {
        var graph = Graph(
            "debug_info { files: ['a', 'b'] traces { key: 'x' value { frames: [{ line: -1 }] } } [some.extension] { a: 1 } }\n" +
            "node { name: 'x' experimental_type { type_id: TFT_PRODUCT args <> } experimental_debug_info: { original_node_names: 'y' } op: 'NoOp' }");

        Assert.Equal(("x", "NoOp"), (graph.Node[0].Name, graph.Node[0].Op));
    }

    [Fact]
    public void AnAssetInsideAnAnyIsRead()
    {
        var collection = MetaGraph("collection_def { key: 'saved_model_assets' value { any_list { value { [type.googleapis.com/tensorflow.AssetFileDef] { filename: 'words.txt' } } } } }")
            .CollectionDef["saved_model_assets"];

        Assert.Equal("words.txt", AssetFileDef.Parser.ParseFrom(collection.AnyList.Value[0].Value).Filename);
    }

    [Theory]
    [InlineData("node { nme: 'x' }", "Line 1, column 8: NodeDef has no field 'nme' that is known")]
    [InlineData("node {\n  name: 'x'\n  attr { key: 'T' value { type: DT_NOTHING } }\n}", "Line 3, column 33: DataType has no value 'DT_NOTHING' that is known")]
    [InlineData("node { name: 'x' ", "Line 1, column 18: the file ends before '}'")]
    [InlineData("node { name: 'x' name: 'y' }", "Line 1, column 18: the field 'name' of NodeDef is given twice")]
    [InlineData("node { name 'x' }", "Line 1, column 13: ':' is expected after 'name', and quoted text comes")]
    [InlineData("node { name: 'x }\n", "Line 1, column 14: a quoted text does not end on its line")]
    [InlineData("node { name: '\\q' }", "Line 1, column 15: the escape \\q is not known")]
    [InlineData("node { name: '\\777' }", "Line 1, column 15: the escape \\777 is no byte")]
    [InlineData("node { name: '\\x' }", "Line 1, column 15: an escape has no digits")]
    [InlineData("node { name: '\\ud800' }", "Line 1, column 15: an escape is no character of Unicode")]
    [InlineData("node { name: '\\377' }", "Line 1, column 14: a text is not UTF-8")]
    [InlineData("node { name: x }", "Line 1, column 14: quoted text is expected, and 'x' comes")]
    [InlineData("versions { producer: 2147483648 }", "Line 1, column 22: the number 2147483648 does not fit its field")]
    [InlineData("versions { producer: 1.5 }", "Line 1, column 22: a whole number is expected, and '1.5' comes")]
    [InlineData("versions { producer: 08 }", "Line 1, column 22: a whole number is expected, and '08' comes")]
    [InlineData("}", "Line 1, column 1: a field of GraphDef is expected, and '}' comes")]
    [InlineData("[an.extension]: 1", "Line 1, column 1: GraphDef is extended, which TypedModels does not read")]
    public void AnErrorSaysLineAndColumn(string text, string expected)
    {
        var problem = Assert.Throws<ModelFormatException>(() => Graph(text)).Problem;

        Assert.Equal(("TYMD1020", expected), (problem.Error.Id, problem.Problem));
    }

    [Theory]
    [InlineData("node { attr { value { ", "list { func { attr { value { ")]
    [InlineData("debug_info { ", "a { ")]
    [InlineData("debug_info: ", "[ ")]
    public void NestingIsBounded(string start, string repeated)
    {
        string text = start + string.Concat(Enumerable.Repeat(repeated, 100_000));

        Assert.Contains("nested more than 100 deep", Assert.Throws<ModelFormatException>(() => Graph(text)).Message, StringComparison.Ordinal);
    }

    private static GraphDef Graph(string text) => GraphDef.Parser.ParseFrom(TextParser.ToBinary(Encoding.UTF8.GetBytes(text), "GraphDef"));

    private static MetaGraphDef MetaGraph(string text) => MetaGraphDef.Parser.ParseFrom(TextParser.ToBinary(Encoding.UTF8.GetBytes(text), "MetaGraphDef"));

    private static AttrValue Value(string text) => Graph($"node {{ attr {{ key: 'a' value {{ {text} }} }} }}").Node[0].Attr["a"];
}
