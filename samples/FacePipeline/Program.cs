using FacePipeline.Faces;

namespace FacePipeline;

/// <summary>A picture → the faces in it → who looks like whom → one HTML page.</summary>
internal static class Program
{
    public static int Main(string[] args) => CommandLine.Run(args, Console.Out, Console.Error, arguments =>
    {
        var clock = new StepClock();
        var picture = Picture.Read(arguments.Picture, arguments.Credit);
        using var detector = clock.Time("Load FaceDetector", () => FaceDetector.Load());
        using var embedder = clock.Time("Load FaceEmbedder", () => FaceEmbedder.Load());
        return FindFaces(detector, embedder, picture, arguments, clock);
    });

    /// <summary>The pipeline: what the first model gives is what the second takes, and neither knows of the other.</summary>
    internal static FaceReport FindFaces(IFaceDetector detector, IFaceEmbedder embedder, Picture picture, Arguments arguments, StepClock clock)
    {
        var found = clock.Time("Find faces", () => detector.DetectFile(picture.Bytes, arguments.MaxFaces, arguments.Threshold));
        IReadOnlyList<Face> faces = [];
        if (found.Count > 0) // the embedder's graph does not take a batch of none
        {
            var people = clock.Time("Embed faces", () => embedder.EmbedCrops(boxes: found.Boxes, image: found.Image));
            faces = Parts.LeaveOut(Face.Each(found.Boxes, found.Scores, people.Embedding));
        }

        var similarities = clock.Time("Compare faces", () => Similarities.Between(faces));

        return new FaceReport
        {
            Picture = picture,
            Width = (int)found.Image.Lengths[1],
            Height = (int)found.Image.Lengths[0],
            Faces = faces,
            PartsLeftOut = found.Count - faces.Count,
            Similarities = similarities,
            Models = [detector.Info, embedder.Info],
            Steps = clock.Steps,
            Threshold = arguments.Threshold,
        };
    }
}
