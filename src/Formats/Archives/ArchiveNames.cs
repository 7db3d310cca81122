namespace TypedModels.Formats.Archives;

/// <summary>Knows names of entries that would lead out of the folder that an archive is unpacked to. Nothing is unpacked here, but such an archive is no model, and other tools fall for it.</summary>
internal static class ArchiveNames
{
    /// <summary>What is wrong with a name, or null.</summary>
    public static string? FaultOf(string name)
    {
        if (name.Length == 0 || name.Contains('\0'))
        {
            return "has no name that a file can have";
        }

        string[] parts = name.Split('/', '\\');
        return parts[0].Length == 0 ? "has an absolute path"
            : parts[0].Contains(':') ? "has the path of a drive"
            : parts.Contains("..") ? "leads out of the archive's folder"
            : null;
    }
}
