namespace AgeGender.Faces;

/// <summary>A face with what the network makes of it.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Score">How sure the detector is, from 0 to 1.</param>
/// <param name="Female">The probability of the first of two classes.</param>
/// <param name="Age">The mean of the probabilities of 0 to 100 years.</param>
internal sealed record GuessedFace(Box Box, float Score, float Female, float Age);

/// <summary>What is in a picture.</summary>
/// <param name="Width">The picture's width in pixels.</param>
/// <param name="Height">The picture's height in pixels.</param>
/// <param name="Faces">The faces, the surest first.</param>
/// <param name="Milliseconds">The time that both models took.</param>
/// <param name="Threads">The number of threads that called the network.</param>
internal sealed record GuessedPicture(int Width, int Height, IReadOnlyList<GuessedFace> Faces, double Milliseconds, int Threads);
