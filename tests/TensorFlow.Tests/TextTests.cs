using TypedModels.Engines;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(1000)]
    [InlineData(1 << 20)]
    public void TextsOfEveryLengthPassUnchanged(int length)
    {
        byte[] text = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        Assert.Equal([text], RoundTrip([text]));
    }

    [Fact]
    public void EveryByteMayBeInAText()
    {
        byte[][] texts = [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }), [.. Enumerable.Range(0, 256).Select(value => (byte)value)]];
        Assert.Equal(texts, RoundTrip(texts));
    }

    [Fact]
    public void ATextThatIsNotSetIsEmpty()
    {
        using var session = RealLibrary.Open(Model("Identity", ("T", GraphBuilder.Type(DataType.String))));
        using var frame = session.CreateFrame(0);
        for (int i = 0; i < 2; i++)
        {
            frame.InputText(0, [3]);
            frame.SetText(0, 1, new byte[100]);
            frame.Run();
            Assert.Equal([[], new byte[100], []], frame.ReadTexts(0));
            frame.Clear();
        }

        frame.InputText(0, [3]);
        frame.Run();
        Assert.Equal([[], [], []], frame.ReadTexts(0));
    }

    [Fact]
    public void ATextIsReplacedByOneOfAnyOtherLength()
    {
        using var session = RealLibrary.Open(Model("Identity", ("T", GraphBuilder.Type(DataType.String))));
        using var frame = session.CreateFrame(0);
        foreach (int length in new[] { 5, 500, 22, 23, 0, 1000, 24, 1 })
        {
            frame.InputText(0, []);
            frame.SetText(0, 0, new byte[7]);
            frame.SetText(0, 0, new byte[length]);
            frame.Run();
            Assert.Equal([new byte[length]], frame.ReadTexts(0));
            frame.Clear();
        }
    }

    [Fact]
    public void TextsThatTensorFlowMadeAreRead()
    {
        byte[][] texts = ["Short"u8.ToArray(), "A Text That Is Longer Than Twenty-Two Bytes"u8.ToArray(), []];
        using var session = RealLibrary.Open(Model("StringLower"));
        using var frame = session.CreateFrame(0);
        frame.WriteTexts(0, texts, 3, 1);
        frame.Run();

        Assert.Equal([3, 1], frame.OutputShape(0));
        Assert.Equal(["short"u8.ToArray(), "a text that is longer than twenty-two bytes"u8.ToArray(), []], frame.ReadTexts(0));
    }

    [Fact]
    public void PositionsOutsideTheTensorAreRefused()
    {
        using var session = RealLibrary.Open(Model("StringLower"));
        using var frame = session.CreateFrame(0);
        frame.WriteTexts(0, [[1], [2]], 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => frame.SetText(0, 2, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => frame.SetText(0, -1, []));
        frame.Run();
        Assert.Throws<ArgumentOutOfRangeException>(() => frame.OutputText(0, 2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => frame.OutputText(0, -1).Length);
    }

    [Fact]
    public void NumbersAreNotTakenForTextNorTextForNumbers()
    {
        using var text = RealLibrary.Open(Model("StringLower"));
        using var textFrame = text.CreateFrame(0);
        Assert.Throws<InvalidOperationException>(() => textFrame.Input(0, [1]));
        textFrame.WriteTexts(0, [[1]], 1);
        Assert.Throws<InvalidOperationException>(() => textFrame.Input(0, [1]));
        textFrame.Run();
        Assert.Throws<InvalidOperationException>(() => textFrame.Output(0));

        using var numbers = RealLibrary.Open(GraphBuilder.Add());
        using var numberFrame = numbers.CreateFrame(0);
        Assert.Throws<InvalidOperationException>(() => numberFrame.InputText(0, [1]));
        Assert.Throws<InvalidOperationException>(() => numberFrame.OutputText(0, 0).Length);
    }

    private static byte[][] RoundTrip(byte[][] texts)
    {
        using var session = RealLibrary.Open(Model("Identity", ("T", GraphBuilder.Type(DataType.String))));
        using var frame = session.CreateFrame(0);
        frame.WriteTexts(0, texts, texts.Length);
        frame.Run();
        return frame.ReadTexts(0);
    }

    private static EngineModel Model(string operation, params (string Key, Formats.Protobuf.WireWriter Value)[] attributes) =>
        new GraphBuilder().Placeholder("x", DataType.String).Node("y", operation, ["x"], attributes).Model([new("x:0", DataType.String)], [new("y:0", DataType.String)]);
}
