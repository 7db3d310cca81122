using TypedModels.Formats.Hdf5;

namespace TypedModels.Tests.Hdf5;

public sealed class Lookup3Tests
{
    // The values that lookup3.c names for hashlittle with the start value 0.
    [Theory]
    [InlineData("", 0xdeadbeef)]
    [InlineData("Four score and seven years ago", 0x17770551)]
    public void HashesAreThoseOfItsAuthor(string text, uint expected) => Assert.Equal(expected, Lookup3.Hash(System.Text.Encoding.ASCII.GetBytes(text)));
}
