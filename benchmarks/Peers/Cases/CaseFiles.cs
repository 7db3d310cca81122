namespace TypedModels.Benchmarks;

/// <summary>The cases of one model, written when they are asked for.</summary>
internal sealed class CaseFiles(CaseMaker maker, string model, string folder)
{
    private readonly Dictionary<int, string> _files = [];

    /// <summary>The model's name.</summary>
    public string Name { get; } = Path.GetFileName(model);

    /// <summary>The file of the case with this many examples.</summary>
    public string Of(int batch)
    {
        if (!_files.TryGetValue(batch, out string? file))
        {
            file = Path.Combine(folder, $"{Name}.{batch}");
            CaseFile.Write(file, maker.Make(model, batch));
            _files.Add(batch, file);
        }

        return file;
    }
}
