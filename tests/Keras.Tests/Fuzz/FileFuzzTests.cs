using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Json;
using TypedModels.Formats.Models;
using TypedModels.Keras.Files;

namespace TypedModels.Keras.Tests.Fuzz;

/// <summary>Damages files of Keras, and reads what is left with its weights. <c>TYPEDMODELS_FUZZ_CASES</c> sets the number of cases for each file.</summary>
public sealed class FileFuzzTests : IDisposable
{
    private const long MostBytes = 128L << 20;
    private const string ConfigEntry = "config.json";

    private static readonly int s_cases = int.Parse(Environment.GetEnvironmentVariable("TYPEDMODELS_FUZZ_CASES") ?? "60", CultureInfo.InvariantCulture);
    private static readonly int s_firstSeed = int.Parse(Environment.GetEnvironmentVariable("TYPEDMODELS_FUZZ_SEED") ?? "0", CultureInfo.InvariantCulture);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typedmodels-");

    public static TheoryData<string> Files => [.. RealConfigurations.Files.Select(file => Path.GetFileName(file))];

    public static TheoryData<string> Archives => [.. RealConfigurations.Files.Select(file => Path.GetFileName(file)).Where(file => file.EndsWith(".keras", StringComparison.Ordinal))];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory, MemberData(nameof(Files))]
    public void ADamagedFileMeetsNothingButOurError(string name)
    {
        byte[] bytes = File.ReadAllBytes(PathOf(name));
        Run(name, random => FileDamage.Apply(bytes, random));
    }

    [Theory, MemberData(nameof(Archives))]
    public void ADamagedPartOfAnArchiveMeetsNothingButOurError(string name)
    {
        var entries = EntriesOf(PathOf(name));
        Run(name, random => Archive(entries, entries.Keys.ElementAt(random.Next(entries.Count)), content => FileDamage.Apply(content, random)));
    }

    [Theory, MemberData(nameof(Archives))]
    public void AConfigurationThatDiffersFromTheWeightsMeetsNothingButOurError(string name)
    {
        var entries = EntriesOf(PathOf(name));
        Run(name, random => Archive(entries, ConfigEntry, content => Encoding.UTF8.GetBytes(ConfigurationDamage.Apply(JsonReader.Read(content, ConfigEntry), random).ToString())));
    }

    private void Run(string name, Func<Random, byte[]> damage)
    {
        string path = Path.Combine(_folder.FullName, name);
        var faults = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (int seed = s_firstSeed; seed < s_firstSeed + s_cases; seed++)
        {
            File.WriteAllBytes(path, damage(new Random(seed)));
            var elapsed = s_longest;
            try
            {
                // A machine with other work may hold a case up once.
                for (int attempt = 0; attempt < 3 && elapsed >= s_longest; attempt++)
                {
                    elapsed = Read(path);
                }

                Assert.True(elapsed < s_longest, $"{name}, seed {seed} took {elapsed}");
            }
            catch (Exception exception)
            {
                string place = exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("TypedModels", StringComparison.Ordinal)) ?? "";
                faults.TryAdd(place, $"{name}, seed {seed.ToString(CultureInfo.InvariantCulture)} met {exception}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults.Values));
    }

    private static TimeSpan Read(string path)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        try
        {
            if (Path.GetFileName(path).Contains("weights", StringComparison.Ordinal))
            {
                using var listed = new NamedWeights().Open(path, byName: true);
                ReadAll(listed);
                using var weights = GraphFor(path).Open(path, byName: clock.ElapsedTicks % 2 == 0);
                ReadAll(weights);
            }
            else if (ModelFileReader.Read(path, DeclaredLayers.None).Weights is { OwnFile: { } own } model)
            {
                using var weights = model.Open(own, byName: false);
                ReadAll(weights);
            }
        }
        catch (ModelFormatException)
        {
            // What most of them end in.
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, MostBytes);
        return clock.Elapsed;
    }

    // The model that a file of weights alone is of; any other will do for those that are of none.
    private static ModelWeights GraphFor(string path)
    {
        string model = Path.GetFileName(path) switch
        {
            "digits.weights.h5" => "digits.keras",
            "wide_resnet.weights.h5" => "wide_resnet.json",
            "legacy_functional_weights.h5" => "legacy_functional.json",
            _ => "keras2.h5",
        };
        return ModelFileReader.Read(PathOf(model), DeclaredLayers.None).Weights!;
    }

    private static void ReadAll(Checkpoint checkpoint)
    {
        foreach (string key in checkpoint.Keys)
        {
            var entry = checkpoint.Find(key)!;
            long bytes = entry.ElementCount * DataTypes.SizeOf(entry.DataType);
            if (bytes is >= 0 and < 1 << 22)
            {
                checkpoint.Read(entry, new byte[bytes]);
            }
        }
    }

    private static string PathOf(string name) => RealConfigurations.Files.First(file => Path.GetFileName(file) == name);

    private static Dictionary<string, byte[]> EntriesOf(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            entries.Add(entry.FullName, content.ToArray());
        }

        return entries;
    }

    private static byte[] Archive(Dictionary<string, byte[]> entries, string damaged, Func<byte[], byte[]> damage)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var entry in entries)
            {
                // Keras stores weights as they are, so that they can be read by offset.
                using var stream = archive.CreateEntry(entry.Key, CompressionLevel.NoCompression).Open();
                stream.Write(entry.Key == damaged ? damage(entry.Value) : entry.Value);
            }
        }

        return file.ToArray();
    }
}
