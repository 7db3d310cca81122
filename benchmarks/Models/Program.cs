using System.Globalization;
using System.Runtime.InteropServices;
using TypedModels;
using TypedModels.Benchmarks;
using TypedModels.Engine;
using TypedModels.TensorFlow;

// The managed engine and TensorFlow, in turn: dotnet run -c Release --project benchmarks/Models [FOLDER OF MODELS [ROUNDS [THREADS]]]. Needs TYPEDMODELS_TENSORFLOW.
// What one model takes: … --project benchmarks/Models memory FOLDER OF THE MODEL. Needs /proc and no TensorFlow.
// What loads of one model take together: … --project benchmarks/Models instances FOLDER OF THE MODEL [LOADS]. As that.
// How long calls wait for restores: … --project benchmarks/Models restore FOLDER OF THE MODEL; with TYPEDMODELS_TENSORFLOW on TensorFlow, too.
// How fast a checkpoint is read: … --project benchmarks/Models checkpoint [MEGABYTES [ROUNDS]].
// How fast a dataset of a large HDF5 file is read: … --project benchmarks/Models hdf5 [MEGABYTES OF THE FILE [OF THE DATASET [ROUNDS]]].
// Two models on the managed engine, in turn: … --project benchmarks/Models pair MODEL MODEL [ROUNDS].
if (args is ["pair", var first, var second, .. var repeats])
{
    ModelPair.Show(first, second, repeats.Length > 0 ? int.Parse(repeats[0], CultureInfo.InvariantCulture) : 21);
    return;
}

if (args is ["checkpoint", .. var sizes])
{
    CheckpointSpeed.Show(sizes.Length > 0 ? int.Parse(sizes[0], CultureInfo.InvariantCulture) : 256, sizes.Length > 1 ? int.Parse(sizes[1], CultureInfo.InvariantCulture) : 15);
    return;
}

if (args is ["hdf5", .. var lengths])
{
    int At(int index, int otherwise) => lengths.Length > index ? int.Parse(lengths[index], CultureInfo.InvariantCulture) : otherwise;
    Hdf5Speed.Show(At(0, 500), At(1, 100), At(2, 15));
    return;
}

if (args is ["restore", var restored])
{
    RestorePause.Show(restored, EngineKind.Managed);
    if (Environment.GetEnvironmentVariable("TYPEDMODELS_TENSORFLOW") is not null)
    {
        RestorePause.Show(restored, EngineKind.TensorFlow);
    }

    return;
}

if (args is ["memory", var only])
{
    MemoryUse.Show(only);
    return;
}

if (args is ["instances", var shared, ..])
{
    InstanceMemory.Show(shared, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 4);
    return;
}

string folder = args.Length > 0 ? args[0] : "models";
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 15;
var options = new ModelOptions { Threads = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : null };
string[] names = ["add", "iris", "digits", "face_embedder", "char_lm", "wide_resnet", "lstm", "mobilenet_v2_small", "mobilenet_v2"];
var tensorFlow = TensorFlowEngine.Find("benchmark", options with { Engine = EngineKind.TensorFlow });
var managed = new ManagedEngine();

Console.WriteLine($"{managed.Name}, {tensorFlow.Name}, .NET {Environment.Version}, {RuntimeInformation.RuntimeIdentifier}, {options.Threads ?? Environment.ProcessorCount} threads; medians of {rounds} rounds in turn");
Console.WriteLine($"{"",-20}{"µs/call",10}{"× TensorFlow",14}{"load, ms",12}{"× TensorFlow",14}");
foreach (string name in names.Where(name => File.Exists(Path.Combine(folder, name, "saved_model.pb"))))
{
    string path = Path.Combine(folder, name);
    var (model, signature, shapes) = ModelFiles.Open(path);

    // The first load of each engine also opens and compiles what all models share.
    new LoadedModel(managed, model, signature, shapes, options).Dispose();
    new LoadedModel(tensorFlow, model, signature, shapes, options).Dispose();
    using var ours = new LoadedModel(managed, model, signature, shapes, options);
    using var theirs = new LoadedModel(tensorFlow, model, signature, shapes, options);
    if (Math.Abs(ours.FirstAnswer() - theirs.FirstAnswer()) > 1e-3 * Math.Max(1, Math.Abs(theirs.FirstAnswer())))
    {
        throw new InvalidOperationException($"{name} answers {ours.FirstAnswer()}, TensorFlow {theirs.FirstAnswer()}.");
    }

    int calls = Math.Clamp((int)(50_000 / theirs.Call(20)), 3, 20_000);
    ours.Call(10 * calls);
    theirs.Call(calls);
    var times = Enumerable.Range(0, rounds).Select(_ => (Ours: ours.Call(calls), Theirs: theirs.Call(calls))).ToArray();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-20}{Median(times.Select(time => time.Ours)),10:0.0}{Median(times.Select(time => time.Ours / time.Theirs)),14:0.00}{ours.LoadTime.TotalMilliseconds,12:0.0}{ours.LoadTime / theirs.LoadTime,14:0.00}"));
}

static double Median(IEnumerable<double> values)
{
    double[] sorted = [.. values.Order()];
    return sorted[sorted.Length / 2];
}
