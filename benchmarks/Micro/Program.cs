using BenchmarkDotNet.Running;
using TypedModels.Micro.Reporting;

// What single parts of TypedModels cost: dotnet run -c Release --project benchmarks/Micro -- --filter '*Products*'. Options are BenchmarkDotNet's.
BenchmarkSwitcher.FromAssembly(typeof(MicroConfig).Assembly).Run(args, new MicroConfig());
