namespace TypedModels.Benchmarks;

/// <summary>The cases of one model, written when they are asked for.</summary>
internal sealed class CaseFiles(CaseMaker maker, string model, string folder)
{
    private readonly Dictionary<(int Batch, int Side), string> _files = [];

    /// <summary>The model's name.</summary>
    public string Name { get; } = Path.GetFileName(model);

    /// <summary>Whether there are cases with pictures of any height and width.</summary>
    public bool HaveSides { get; } = CaseMaker.TakesOpenPictures(model);

    /// <summary>The cases of another model.</summary>
    public CaseFiles With(string other) => new(maker, other, folder);

    /// <summary>The file of the case with this many examples.</summary>
    public string Of(int batch) => Of(batch, side: 0);

    /// <summary>The file of the case with one picture of this height and width.</summary>
    public string OfSide(int side) => Of(1, side);

    private string Of(int batch, int side)
    {
        if (!_files.TryGetValue((batch, side), out string? file))
        {
            file = Path.Combine(folder, $"{Name}.{batch}.{side}");
            CaseFile.Write(file, maker.Make(model, batch, side));
            _files.Add((batch, side), file);
        }

        return file;
    }
}
