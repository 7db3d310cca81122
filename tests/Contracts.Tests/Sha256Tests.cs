using System.Security.Cryptography;

namespace TypedModels.Tests;

public sealed class Sha256Tests
{
    [Fact]
    public void HashesAreThoseOfTheFramework()
    {
        var random = new Random(5);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(SHA256.HashData(bytes), Sha256.Hash(bytes));
        }
    }
}
