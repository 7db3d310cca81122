using System.Collections.Concurrent;
using System.Diagnostics;

namespace AgeGender.Faces;

/// <summary>Finds the faces in a picture and guesses what is to be known of each. Two models, each with a graph and variables of its own; any number of threads.</summary>
internal sealed class FaceGuesser(IFaceDetector detector, IWideResNet network)
{
    private const int MostFaces = 50;
    private const float LeastScore = 0.8f;

    /// <summary>Looks at a picture.</summary>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    public GuessedPicture Look(ReadOnlyMemory<byte> file)
    {
        long started = Stopwatch.GetTimestamp();
        var found = detector.DetectFile(file.Span, MostFaces, LeastScore);
        var faces = new GuessedFace[found.Count];
        var threads = new ConcurrentDictionary<int, bool>();

        // Each face on whichever thread is free: nothing has to be made the default of a thread, or entered.
        Parallel.For(0, faces.Length, i =>
        {
            threads[Environment.CurrentManagedThreadId] = true;
            var box = new Box(found.Boxes[i, 0], found.Boxes[i, 1], found.Boxes[i, 2], found.Boxes[i, 3]);
            faces[i] = Guess(FaceCrop.Of(found.Image, box), box, found.Scores[i]);
        });

        int rank = found.Image.Rank;
        return new GuessedPicture(
            (int)found.Image.Lengths[rank - 2], (int)found.Image.Lengths[rank - 3], faces, Stopwatch.GetElapsedTime(started).TotalMilliseconds, threads.Count);
    }

    private GuessedFace Guess(float[] crop, Box box, float score)
    {
        var guess = network.Predict(crop);
        float age = 0;
        for (int years = 0; years < guess.PredAge.Lengths[1]; years++)
        {
            age += years * guess.PredAge[0, years];
        }

        return new GuessedFace(box, score, guess.PredGender[0, 0], age);
    }
}
