using TypedModels.Engine.Text;

namespace TypedModels.Engine.Tests.Text;

public class HashTests
{
    // The number of buckets that hashes.jsonl was recorded with: nearly all bits of a hash are in the bucket.
    private const ulong Buckets = (1UL << 62) - 57;

    /// <summary>Each line: bytes of every length up to 69 and some longer, and their buckets by StringToHashBucketFast, StringToHashBucket and StringToHashBucketStrong.</summary>
    [Fact]
    public void AreThoseOfTensorFlow()
    {
        foreach (var line in Recorded.Read("hashes.jsonl"))
        {
            byte[] text = Convert.FromHexString(line[0].GetString()!);
            Assert.Equal(line[1].GetUInt64(), Fingerprint.Of(text) % Buckets);
            Assert.Equal(line[2].GetUInt64(), LegacyHash.Of(text) % Buckets);
            Assert.Equal(line[3].GetUInt64(), KeyedHash.Of(12345678901234567, unchecked((ulong)-987654321L), text) % Buckets);
        }
    }
}
