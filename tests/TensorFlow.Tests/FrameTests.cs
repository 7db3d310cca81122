using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class FrameTests
{
    [Fact]
    public void ACallAddsTwoVectors()
    {
        using var session = RealLibrary.Open(GraphBuilder.Add());
        using var frame = session.CreateFrame(0);
        for (int i = 0; i < 3; i++)
        {
            frame.Write<float>(0, [1, 2, 3], 3);
            frame.Write<float>(1, [10, 20, 30 + i], 3);
            frame.Run();

            Assert.Equal([3], frame.OutputShape(0));
            Assert.Equal([11f, 22f, 33f + i], frame.Read<float>(0));
            frame.Clear();
        }
    }
}
