using FacePipeline.Faces;

namespace TypedModels.Tests.Faces;

public class PartsTests
{
    [Fact]
    public void ABoxWithinALargerOneIsNoFaceOfItsOwn()
    {
        var faces = Parts.LeaveOut(Found(new Box(20, 20, 40, 40), new Box(0, 0, 100, 100), new Box(200, 200, 240, 240)));

        Assert.Equal([new Box(0, 0, 100, 100), new Box(200, 200, 240, 240)], faces.Select(face => face.Box));
        Assert.Equal([1, 2], faces.Select(face => face.Number));
    }

    [Theory]
    [InlineData(79, 2)]
    [InlineData(81, 1)]
    public void ABoxThatReachesOutOfALargerOneIsItsPartFromFourFifths(float inside, int expected) =>
        Assert.Equal(expected, Parts.LeaveOut(Found(new Box(0, 0, 200, 200), new Box(0, 200 - inside, 100, 300 - inside))).Count);

    [Fact]
    public void OfTwoEqualBoxesNoneIsAPart() => Assert.Equal(2, Parts.LeaveOut(Found(new Box(0, 0, 10, 10), new Box(0, 0, 10, 10))).Count);

    private static Face[] Found(params Box[] boxes) => [.. boxes.Select((box, i) => new Face(i, box, 1, new float[] { 1 }))];
}
