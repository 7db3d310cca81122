using System.Globalization;
using System.Text.RegularExpressions;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// The files of a checkpoint that is being written. They are written beside their places under names of their own; renaming the index is the one instant at which the new checkpoint takes the place
/// of the old one. Since an index names its data by their number, the new data take a number that the old ones do not have.
/// </summary>
internal sealed class CheckpointFiles : IDisposable
{
    private const string DataMark = ".data-partial-";
    private const string IndexMark = ".index-partial-";

    private readonly string _partialIndex;
    private readonly string _partialData;
    private readonly FileStream _data;
    private readonly List<string> _uncommitted = [];
    private bool _isCompleted;

    /// <summary>Makes the file of data, and removes what writers left that were ended.</summary>
    public CheckpointFiles(string prefix)
    {
        Prefix = Path.GetFullPath(prefix);
        Directory.CreateDirectory(Path.GetDirectoryName(Prefix)!);
        RemoveLeftovers();
        string mark = Guid.NewGuid().ToString("n");
        _partialData = Prefix + DataMark + mark;
        _partialIndex = Prefix + IndexMark + mark;
        _data = Make(_partialData);
    }

    /// <summary>The path that the files begin with.</summary>
    public string Prefix { get; }

    /// <summary>The file of data.</summary>
    public Stream Data => _data;

    /// <summary>Turns what the operating system refuses into our error.</summary>
    public static T Guard<T>(string prefix, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw CheckpointFault.Unwritable(prefix, exception);
        }
    }

    /// <summary>Turns what the operating system refuses into our error.</summary>
    public void Guard(Action write) => Guard(Prefix, () =>
    {
        write();
        return true;
    });

    /// <summary>Puts the files in their places; returns after each step, with its name.</summary>
    /// <param name="writeIndex">Writes the index for a number of files of data.</param>
    public IEnumerable<string> Commit(Action<Stream, int> writeIndex)
    {
        if (_isCompleted)
        {
            throw new InvalidOperationException($"The checkpoint '{Prefix}' is complete: write a further one with another writer.");
        }

        _data.Flush(flushToDisk: true);
        _data.Dispose();
        yield return "data flushed";

        int count = FindFreeCount();
        string data = BundleSource.ShardOf(Prefix, 0, count);
        _uncommitted.Add(data);
        File.Move(_partialData, data);
        yield return "data renamed";

        for (int shard = 1; shard < count; shard++)
        {
            string empty = BundleSource.ShardOf(Prefix, shard, count);
            _uncommitted.Add(empty);
            Make(empty).Dispose();
            yield return "empty data made";
        }

        using (var index = Make(_partialIndex))
        {
            writeIndex(index, count);
            yield return "index written";
            index.Flush(flushToDisk: true);
        }

        yield return "index flushed";
        Replace(_partialIndex, BundleSource.IndexOf(Prefix));
        _isCompleted = true;
        yield return "index renamed";
        foreach (var shard in Shards().Where(shard => shard.Count != count))
        {
            TryDelete(shard.File);
            yield return "old data deleted";
        }
    }

    /// <summary>Removes what was written, unless it is in its place.</summary>
    public void Dispose()
    {
        _data.Dispose();
        if (_isCompleted)
        {
            return;
        }

        foreach (string file in _uncommitted.Append(_partialData).Append(_partialIndex))
        {
            TryDelete(file);
        }
    }

    private static FileStream Make(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 4096);

    private static void Replace(string from, string to)
    {
#if NET
        File.Move(from, to, overwrite: true);
#else
        if (File.Exists(to))
        {
            File.Replace(from, to, destinationBackupFileName: null);
        }
        else
        {
            File.Move(from, to);
        }
#endif
    }

    // What another one holds open on Windows stays, and is no harm: a later writer tries again.
    private static bool TryDelete(string file)
    {
        try
        {
            File.Delete(file);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Files of data that the index does not refer to were left by a writer that was ended.
    private int FindFreeCount()
    {
        int? current = CurrentCount();
        for (int count = 1; ; count++)
        {
            var taken = Shards().Where(shard => shard.Count == count).ToArray();
            if (count != current && (taken.Length == 0 || (current is not null && taken.All(shard => TryDelete(shard.File)))))
            {
                return count;
            }
        }
    }

    // Null when there is no index that could be read; then no file of data is touched.
    private int? CurrentCount()
    {
        string index = BundleSource.IndexOf(Prefix);
        try
        {
            return File.Exists(index) ? CheckpointIndex.ReadFile(index).ShardCount : 0;
        }
        catch (ModelFormatException)
        {
            return null;
        }
    }

    private IEnumerable<(string File, int Count)> Shards()
    {
        var name = new Regex("^" + Regex.Escape(Path.GetFileName(Prefix)) + @"\.data-\d{5}-of-(\d{5})$", RegexOptions.CultureInvariant);
        return [.. Directory.EnumerateFiles(Path.GetDirectoryName(Prefix)!)
            .Select(file => (file, Match: name.Match(Path.GetFileName(file))))
            .Where(found => found.Match.Success)
            .Select(found => (found.file, int.Parse(found.Match.Groups[1].Value, CultureInfo.InvariantCulture)))];
    }

    private void RemoveLeftovers()
    {
        string name = Path.GetFileName(Prefix);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(Prefix)!))
        {
            string found = Path.GetFileName(file);
            if ((found.StartsWith(name + DataMark, StringComparison.Ordinal) || found.StartsWith(name + IndexMark, StringComparison.Ordinal)) && IsLeft(file))
            {
                TryDelete(file);
            }
        }
    }

    // Whoever still writes a file lets no one else open it.
    private static bool IsLeft(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
