using TypedModels.Benchmarks;

// All peers side by side: benchmarks/Peers/run.sh, or dotnet run -c Release --project benchmarks/Peers -- --help. What begins with a verb is this program measuring in a process of its own.
return MeasuringVerbs.TryRun(args) ? 0 : PeersCommand.Create().Parse(args).Invoke();
