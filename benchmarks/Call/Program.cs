using System.Runtime.InteropServices;
using TypedModels;
using TypedModels.Benchmarks;
using TypedModels.Engines;
using TypedModels.Formats.SavedModels;
using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Execution;

// What a call costs beyond TensorFlow's own work: dotnet run -c Release --project benchmarks/Call [ROUNDS [CALLS]]. Needs TYPEDMODELS_TENSORFLOW.
int rounds = args.Length > 0 ? int.Parse(args[0]) : 51;
int calls = args.Length > 1 ? int.Parse(args[1]) : 10_000;

var file = SavedModelFile.Read(Path.Combine(AppContext.BaseDirectory, "models", "add"));
var metaGraph = file.Document.MetaGraphs[0];
var definition = metaGraph.Signatures.Single();
var engine = TensorFlowEngine.Find("add", new ModelOptions());
var engineModel = new EngineModel
{
    Name = "add",
    Source = file.Folder,
    GraphDef = metaGraph.GraphBytes,
    Signatures = [new EngineSignature(definition.Key, [.. definition.Inputs.Values.Select(Tensor)], [.. definition.Outputs.Values.Select(Tensor)])],
};

using var session = (TensorFlowSession)engine.Open(engineModel, new ModelOptions(), _ => { }, CancellationToken.None);
using var model = AddModel.Load();
Contestant[] contestants =
[
    new RawLoop(session, reusesInputs: false),
    new RawLoop(session, reusesInputs: true),
    new FrameLoop(session),
    new PredictIntoLoop(model),
    new PredictLoop(model),
];

Console.WriteLine($"{engine.Name}, .NET {Environment.Version}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors; {rounds} rounds of {calls} calls, in turn");
Console.WriteLine($"{"",-28}{"ns/call",10}{"× allocated",14}{"× reused",12}{"bytes/call",12}");
double[][] times = new Race(contestants, rounds, calls).Run();
for (int i = 0; i < contestants.Length; i++)
{
    Console.WriteLine($"{contestants[i].Name,-28}{Race.Median(times[i]),10:0}{Race.MedianRatio(times[i], times[0]),14:0.000}{Race.MedianRatio(times[i], times[1]),12:0.000}{BytesPerCall(contestants[i], calls),12:0.##}");
}

double[] raw = Scaling.Run(new RawLoop(session, reusesInputs: true), new RawLoop(session, reusesInputs: true), rounds / 2, calls);
double[] into = Scaling.Run(new PredictIntoLoop(model), new PredictIntoLoop(model), rounds / 2, calls);
Console.WriteLine($"two threads over one: raw loop {Race.Median(raw):0.00}, PredictInto {Race.Median(into):0.00}");
Array.ForEach(contestants, contestant => contestant.Dispose());

static EngineTensor Tensor(TensorInfoDocument info) => new(info.Name, info.DataType);

static double BytesPerCall(Contestant contestant, int calls)
{
    long before = GC.GetAllocatedBytesForCurrentThread();
    contestant.Call(calls);
    return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / calls;
}
