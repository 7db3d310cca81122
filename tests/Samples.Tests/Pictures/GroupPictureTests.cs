using TypedModels.Tests.Builds;

namespace TypedModels.Tests.Pictures;

public class GroupPictureTests
{
    private static readonly string s_file = Path.Combine(Repository.Folder, "samples", "FacePipeline", "pictures", "group.png");

    [Fact]
    public void TheCommittedPictureIsMadeOfTheRecordedFaces()
    {
        byte[,] pixels = GroupPicture.Make(Path.Combine(Repository.Model("answers"), "face_embedder.json"));
        if (Environment.GetEnvironmentVariable("TYPEDMODELS_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllBytes(s_file, GrayPng.Write(pixels));
        }

        byte[,] committed = GrayPng.Read(File.ReadAllBytes(s_file));

        Assert.Equal((pixels.GetLength(0), pixels.GetLength(1)), (committed.GetLength(0), committed.GetLength(1)));
        Assert.InRange(LargestDifference(pixels, committed), 0, 1);
    }

    /// <summary>1 for the processors that round a sum of products differently.</summary>
    private static int LargestDifference(byte[,] one, byte[,] other) =>
        one.Cast<byte>().Zip(other.Cast<byte>(), (a, b) => Math.Abs(a - b)).Max();
}
