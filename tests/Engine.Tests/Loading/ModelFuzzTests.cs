using System.Diagnostics;
using System.Globalization;
using TypedModels.Engine.Execution;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats;

namespace TypedModels.Engine.Tests.Loading;

/// <summary>
/// Damages a model's files at random, loads and calls what is left. With <c>TYPEDMODELS_FUZZ_CASES</c> the number of cases for each model is set, for longer runs by hand, and
/// with <c>TYPEDMODELS_FUZZ_SEED</c> the first of them; <c>TYPEDMODELS_FUZZ_MODELS</c> names other models.
/// </summary>
public sealed class ModelFuzzTests : IDisposable
{
    private const long MemoryLimit = 64L << 20;

    // What reading and planning take beside the limited memory of values: objects of .NET.
    private const long MostManaged = 512L << 20;

    private static readonly int s_cases = Setting("TYPEDMODELS_FUZZ_CASES", 600);
    private static readonly int s_firstSeed = Setting("TYPEDMODELS_FUZZ_SEED", 0);
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typedmodels-");

    public static TheoryData<string> Models => Environment.GetEnvironmentVariable("TYPEDMODELS_FUZZ_MODELS") is { } names ? [.. names.Split(' ')] : ["counter", "iris", "names", "control_flow", "tf1_saved_model", "defaults", "keras2_saved_model", "ops/random", "lstm", "digits", "dtypes", "ops/dense"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Models))]
    public void ADamagedModelMeetsNothingButOurErrors(string name)
    {
        CopyFolder(Path.Combine(ModelFolders.Models, name), _folder.FullName);
        string[] files = [.. _folder.GetFiles("*", SearchOption.AllDirectories).Select(file => file.FullName).Where(IsDamaged).Order(StringComparer.Ordinal)];
        var contents = files.ToDictionary(file => file, File.ReadAllBytes);
        int refused = 0;
        for (int seed = s_firstSeed; seed < s_firstSeed + s_cases; seed++)
        {
            var random = new Random(seed);

            // The graph is the larger target: most of its damage is found late.
            string file = random.Next(3) > 0 ? files.Single(found => found.EndsWith(".pb", StringComparison.Ordinal)) : files[random.Next(files.Length)];
            byte[] damaged = contents[file];
            bool isMessage = file.EndsWith(".pb", StringComparison.Ordinal) && random.Next(4) > 0;
            for (int round = random.Next(1, 4); round > 0 && damaged.Length > 0; round--)
            {
                damaged = isMessage ? MessageDamage.Apply(damaged, random) : Damage.Apply(damaged, random);
            }

            File.WriteAllBytes(file, damaged);
            refused += Survives(name, seed) ? 0 : 1;
            File.WriteAllBytes(file, contents[file]);
        }

        Assert.InRange(refused, s_cases / 10, s_cases);
    }

    private static bool IsDamaged(string file) =>
        Path.GetFileName(file) == "saved_model.pb" || file.EndsWith(".index", StringComparison.Ordinal) || file.Contains(".data-", StringComparison.Ordinal);

    // A machine with other work may hold a case up once, but not the same one three times.
    private bool Survives(string name, int seed)
    {
        bool survives = false;
        var elapsed = s_longest;
        for (int attempt = 0; attempt < 3 && elapsed >= s_longest; attempt++)
        {
            (survives, elapsed) = Try(name, seed);
        }

        Assert.True(elapsed < s_longest, $"{name}, seed {seed} took {elapsed}");
        return survives;
    }

    private (bool Survives, TimeSpan Elapsed) Try(string name, int seed)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        try
        {
            LoadAndCall();
            return (true, clock.Elapsed);
        }
        catch (Exception exception) when (!IsOurFault(exception) && exception is (ModelException or ModelFormatException or TimeoutException or OperationCanceledException))
        {
            return (false, clock.Elapsed);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{name}, seed {seed}: {exception.GetType().Name}: {exception.Message}", exception);
        }
        finally
        {
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < MostManaged, $"{name}, seed {seed} took {GC.GetAllocatedBytesForCurrentThread() - allocated} bytes");
        }
    }

    private void LoadAndCall()
    {
        var model = ModelFolders.Read(_folder.FullName);
        using var timeout = new CancellationTokenSource(s_deadline);
        using var session = new ManagedEngine().Open(model, new ModelOptions { MemoryLimit = MemoryLimit, Threads = 1 }, _ => { }, timeout.Token);
        for (int signature = 0; signature < model.Signatures.Count && !timeout.IsCancellationRequested; signature++)
        {
            Call(session, model, signature, timeout.Token);
        }
    }

    private static void Call(EngineSession session, EngineModel model, int signature, CancellationToken token)
    {
        foreach (long[] shape in new long[][] { [], [2], [2, 4] })
        {
            try
            {
                RawTensor.Call(session, model, signature, new CallLimits(null, token), [.. model.Signatures[signature].Inputs.Select(input => RawTensor.Zeros(input.DataType, shape))]);
            }
            catch (ModelRunException exception) when (!IsOurFault(exception))
            {
                // The shape is none that the signature takes, or what was damaged is met when it runs.
            }
        }
    }

    // An exception of .NET that a kernel let through: something was not checked.
    private static bool IsOurFault(Exception? exception) =>
        exception is not null && (exception is ModelRunException { Code: ModelErrorCode.Internal } or NodeFailure { Code: ModelErrorCode.Internal } || IsOurFault(exception.InnerException));

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            File.SetAttributes(copy, FileAttributes.Normal);
        }
    }

    private static int Setting(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
