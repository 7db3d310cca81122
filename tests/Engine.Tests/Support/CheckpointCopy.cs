namespace TypedModels.Engine.Tests.Support;

/// <summary>A copy of a model's checkpoint that may be changed, deleted with this object.</summary>
internal sealed class CheckpointCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typedmodels-");

    /// <summary>Copies the checkpoint of one of the repository's models.</summary>
    public CheckpointCopy(string model) => Replace(model);

    /// <summary>The path that the names of its files begin with.</summary>
    public string Prefix => Path.Combine(_folder.FullName, "variables");

    private string Data => Prefix + ".data-00000-of-00001";

    /// <summary>Puts the checkpoint of another model in its place.</summary>
    public void Replace(string model)
    {
        foreach (string file in Directory.GetFiles(Path.Combine(ModelFolders.Models, model, "variables")))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)), overwrite: true);
        }
    }

    /// <summary>Changes every byte of the data.</summary>
    public void Damage()
    {
        File.WriteAllBytes(Data, [.. File.ReadAllBytes(Data).Select(value => (byte)~value)]);
        File.SetLastWriteTimeUtc(Data, DateTime.UtcNow.AddHours(1));
    }

    /// <summary>Deletes the files.</summary>
    public void Delete() => Array.ForEach(_folder.GetFiles(), file => file.Delete());

    public void Dispose() => _folder.Delete(recursive: true);
}
