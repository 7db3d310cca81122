namespace TypedModels.Tool.Conversion;

/// <summary>A file that a table is filled from.</summary>
/// <param name="Tensor">The tensor that takes its path.</param>
/// <param name="Path">Where it is.</param>
/// <param name="FileName">Its name in <c>assets/</c>.</param>
internal sealed record ConvertedAsset(string Tensor, string Path, string FileName)
{
    /// <summary>Gives files that lie in several folders names for one, as TensorFlow does: the second <c>words.txt</c> is <c>words.txt_1</c>. A file that several tensors take is there once.</summary>
    public static IReadOnlyList<ConvertedAsset> Name(IEnumerable<(string Tensor, string Path)> assets)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var named = new List<ConvertedAsset>();
        foreach (var (tensor, path) in assets)
        {
            if (!names.TryGetValue(path, out string? name))
            {
                string own = System.IO.Path.GetFileName(path);
                name = own;
                for (int number = 1; names.ContainsValue(name); number++)
                {
                    name = $"{own}_{number}";
                }

                names.Add(path, name);
            }

            named.Add(new ConvertedAsset(tensor, path, name));
        }

        return named;
    }
}
