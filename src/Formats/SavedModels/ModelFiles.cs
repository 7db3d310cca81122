using System.Globalization;
using System.Text.RegularExpressions;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Formats.SavedModels;

/// <summary>
/// Looks for the files that a graph needs beside it. TensorFlow loads a model without its variables and fails at the first call, so they are looked for here. A build
/// may go on without them (weights are often fetched later); a load may not.
/// </summary>
internal static class ModelFiles
{
    private const int FooterLength = 48;

    // The magic number at the end of a LevelDB table, which the index of a checkpoint is.
    private static readonly byte[] s_tableMagic = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];

    private static readonly Regex s_shard = new(@"\.data-\d{5}-of-(\d{5})$", RegexOptions.CultureInvariant);

    /// <summary>What is missing or cut off of the variables and assets of <paramref name="metaGraph"/>; empty when all is there. Checksums are not verified.</summary>
    public static IReadOnlyList<ModelProblem> FindProblems(SavedModelFile model, MetaGraphDocument metaGraph)
    {
        var problems = new List<ModelProblem>();
        try
        {
            if (HasVariables(metaGraph))
            {
                FindVariableProblems(problems, model.VariablesPrefix);
            }

            foreach (var asset in metaGraph.Assets)
            {
                FindAssetProblems(problems, model, asset);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new ModelProblem(ExtractionError.Unreadable, model.Folder, exception.Message.TrimEnd('.'), "Make the model's files readable for this process"));
        }

        return problems;
    }

    /// <summary>Whether the graph has variables that a checkpoint must fill.</summary>
    public static bool HasVariables(MetaGraphDocument metaGraph) =>
        metaGraph.Saver is { RestoreOperation.Length: > 0 } && metaGraph.Graph.Nodes.ContainsOperation("VarHandleOp", "VariableV2", "Variable");

    private static void FindVariableProblems(List<ModelProblem> problems, string prefix)
    {
        string index = prefix + ".index";
        if (!File.Exists(index))
        {
            problems.Add(new ModelProblem(ExtractionError.MissingVariables, index, "The variables of the model are missing", "Copy the folder 'variables' with the model"));
            return;
        }

        if (FirstBytes.CheckData(index, mayBeEmpty: false) is { } stray)
        {
            problems.Add(stray);
        }
        else if (!EndsAsTable(index))
        {
            problems.Add(new ModelProblem(ExtractionError.Damaged, index, "The index of the variables is cut off, or is no checkpoint", "Fetch or export the model again"));
        }

        FindShardProblems(problems, prefix);
    }

    private static void FindShardProblems(List<ModelProblem> problems, string prefix)
    {
        int count = CountShards(prefix);
        for (int shard = 0; shard < count; shard++)
        {
            string file = $"{prefix}.data-{shard.ToString("d5", CultureInfo.InvariantCulture)}-of-{count.ToString("d5", CultureInfo.InvariantCulture)}";
            if (!File.Exists(file))
            {
                problems.Add(new ModelProblem(ExtractionError.MissingVariables, file, "The data of the variables is missing, its index is there", "Copy the whole folder 'variables' with the model"));
                return;
            }

            if (FirstBytes.CheckData(file, mayBeEmpty: true) is { } stray)
            {
                problems.Add(stray);
            }
        }
    }

    // Files of data that belong to no index may lie about, left by a saver that was ended: only then the index is read for their number.
    private static int CountShards(string prefix)
    {
        int[] counts = [.. Directory.EnumerateFiles(Path.GetDirectoryName(prefix)!, Path.GetFileName(prefix) + ".data-*")
            .Select(file => s_shard.Match(file)).Where(match => match.Success).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct()];
        try
        {
            return counts.Length > 1
                ? CheckpointIndex.ReadFile(prefix + ".index").ShardCount
                : counts.Length == 1 ? counts[0] : 1;
        }
        catch (ModelFormatException)
        {
            return counts[0]; // Whoever opens the checkpoint says what is wrong with its index.
        }
    }

    private static bool EndsAsTable(string index)
    {
        using var stream = File.OpenRead(index);
        if (stream.Length < FooterLength)
        {
            return false;
        }

        var end = new byte[s_tableMagic.Length];
        stream.Seek(-end.Length, SeekOrigin.End);
        return stream.Read(end, 0, end.Length) == end.Length && end.AsSpan().SequenceEqual(s_tableMagic);
    }

    private static void FindAssetProblems(List<ModelProblem> problems, SavedModelFile model, AssetDocument asset)
    {
        if (!IsInside(model.Folder, asset.FileName))
        {
            problems.Add(new ModelProblem(ExtractionError.MissingAsset, model.Path, $"The asset '{asset.FileName}' does not lie in the model's folder", "Export the model again: a model may read only its own assets"));
            return;
        }

        string file = model.PathOf(asset);
        if (!File.Exists(file))
        {
            problems.Add(new ModelProblem(ExtractionError.MissingAsset, file, "An asset of the model is missing", "Copy the folder 'assets' with the model"));
        }
        else if (FirstBytes.CheckData(file, mayBeEmpty: true) is { } stray)
        {
            problems.Add(stray);
        }
    }

    private static bool IsInside(string folder, string fileName)
    {
        if (fileName.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            return false;
        }

        string assets = Path.GetFullPath(Path.Combine(folder, "assets")) + Path.DirectorySeparatorChar;
        return Path.GetFullPath(Path.Combine(assets, fileName)).StartsWith(assets, StringComparison.Ordinal);
    }
}
