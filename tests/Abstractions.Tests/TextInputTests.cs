namespace TypedModels.Tests;

public sealed class TextInputTests
{
    [Fact]
    public void DefaultIsMissing() => Assert.Equal(TensorInputForm.Missing, default(TextInput).Form);

    [Fact]
    public void ANullReferenceIsNull()
    {
        Assert.Equal(TensorInputForm.Null, ((TextInput)(string)null!).Form);
        Assert.Equal(TensorInputForm.Null, ((TextInput)(byte[])null!).Form);
    }

    [Fact]
    public void AStringStaysText()
    {
        TextInput input = "grün 😀";

        Assert.Equal(TensorInputForm.Scalar, input.Form);
        Assert.Equal("grün 😀", input.Text);
    }

    [Fact]
    public void BytesStayBytesWhateverTheyAre()
    {
        byte[] bytes = [0xFF, 0, 0x80];

        Assert.Equal(bytes, ((TextInput)bytes).Bytes);
        Assert.Equal(bytes, ((TextInput)bytes.AsSpan()).Bytes);
        Assert.Equal(bytes, ((TextInput)(ReadOnlySpan<byte>)bytes).Bytes);
        Assert.Equal(bytes, ((TextInput)bytes.AsMemory()).Bytes);
        Assert.Equal(bytes, ((TextInput)(ReadOnlyMemory<byte>)bytes).Bytes);
        Assert.Equal(bytes, ((TextInput)new TensorString(bytes)).Bytes);
    }

    [Fact]
    public void WhatIsEmptyIsGiven()
    {
        Assert.Equal(TensorInputForm.Scalar, ((TextInput)"").Form);
        Assert.Equal(TensorInputForm.Scalar, ((TextInput)ReadOnlySpan<byte>.Empty).Form);
        Assert.Equal(TensorInputForm.Scalar, ((TextInput)default(TensorString)).Form);
    }
}
