using FacePipeline.Faces;

namespace TypedModels.Tests.Faces;

public class SimilaritiesTests
{
    [Fact]
    public void FacesAreComparedByTheAngleBetweenTheirEmbeddings()
    {
        var similarities = Between([3, 4], [6, 8], [-3, -4], [4, -3]);

        Assert.Equal(1, similarities[0, 1], 1e-6);
        Assert.Equal(-1, similarities[0, 2], 1e-6);
        Assert.Equal(0, similarities[0, 3], 1e-6);
        Assert.Equal(0.6, Between([1, 0], [3, 4])[0, 1], 1e-6);
    }

    [Fact]
    public void TheOrderOfTwoFacesDoesNotMatter()
    {
        var similarities = Between([1, 2], [2, -1.5f], [0.5f, 7]);

        for (int one = 0; one < 3; one++)
        {
            Assert.Equal(1, similarities[one, one], 1e-6);
            for (int other = 0; other < 3; other++)
            {
                Assert.Equal(similarities[one, other], similarities[other, one]);
            }
        }
    }

    [Fact]
    public void AnEmbeddingWithoutDirectionIsLikeNothing() => Assert.Equal(0, Between([0, 0], [1, 1])[0, 1]);

    [Fact]
    public void TheFaceThatIsMostAlikeIsNeverTheFaceItself()
    {
        var similarities = Between([1, 0], [0.9f, 0.1f], [-1, 0.1f]);

        Assert.Equal(1, similarities.MostAlike(0));
        Assert.Equal(0, similarities.MostAlike(1));
        Assert.Equal(1, similarities.MostAlike(2));
    }

    [Fact]
    public void ASingleFaceIsLikeNobody() => Assert.Null(Between([1, 0]).MostAlike(0));

    [Fact]
    public void ThePairsComeWithTheMostAlikeFirst()
    {
        var pairs = Between([1, 0], [0, 1], [0.1f, 1], [1, 0.5f]).MostAlikePairs(3);

        Assert.Equal([(1, 2), (0, 3), (2, 3)], pairs.Select(pair => (pair.One, pair.Other)));
    }

    private static Similarities Between(params float[][] embeddings) => Similarities.Between([.. embeddings.Select((embedding, i) => new Face(i, default, 1, embedding))]);
}
