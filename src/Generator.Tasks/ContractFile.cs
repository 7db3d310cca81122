using System.Text;

namespace TypedModels.Generator.Tasks;

/// <summary>A contract on disk. Its time stamp is an input of the compiler: it changes only when the text does.</summary>
internal static class ContractFile
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes <paramref name="text"/> to <paramref name="path"/> unless the file says just that. Whoever reads meanwhile finds the old text or the new one, whole.</summary>
    /// <returns>Whether the file was written.</returns>
    public static bool WriteIfDifferent(string path, string text)
    {
        byte[] bytes = s_utf8.GetBytes(text);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string written = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(written, bytes);
        try
        {
            Replace(path, written);
        }
        finally
        {
            File.Delete(written);
        }

        return true;
    }

    private static void Replace(string path, string written)
    {
        if (!File.Exists(path))
        {
            try
            {
                File.Move(written, path);
                return;
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another build of this project, such as the editor's, was faster.
            }
        }

        File.Replace(written, path, destinationBackupFileName: null);
    }
}
