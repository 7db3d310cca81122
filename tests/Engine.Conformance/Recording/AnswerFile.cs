using System.IO.Compression;

namespace TypedModels.Engine.Conformance.Recording;

/// <summary>The recorded answers of a family: key and answer of each case, compressed.</summary>
internal static class AnswerFile
{
    /// <summary>The answers by the key of their case; none when the family was never recorded.</summary>
    public static Dictionary<ulong, Answer> Read(string family)
    {
        var answers = new Dictionary<ulong, Answer>();
        string path = RepositoryFiles.Answers(family);
        if (!File.Exists(path))
        {
            return answers;
        }

        using var reader = new BinaryReader(new BrotliStream(File.OpenRead(path), CompressionMode.Decompress));
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            ulong key = reader.ReadUInt64();
            answers.Add(key, Answer.Read(reader));
        }

        return answers;
    }

    /// <summary>Writes the answers, in the order of the cases.</summary>
    public static void Write(string family, IReadOnlyList<(ulong Key, Answer Answer)> answers)
    {
        using var writer = new BinaryWriter(new BrotliStream(File.Create(RepositoryFiles.Answers(family)), CompressionLevel.SmallestSize));
        writer.Write(answers.Count);
        foreach (var (key, answer) in answers)
        {
            writer.Write(key);
            answer.Write(writer);
        }
    }
}
