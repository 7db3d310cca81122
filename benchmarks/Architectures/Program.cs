using TypedModels.Architectures;
using TypedModels.Architectures.Building;

// Writes well-known networks with random weights as SavedModels and as ONNX files: dotnet run -c Release --project benchmarks/Architectures FOLDER [NAME …].
if (args is not [var folder, .. var names])
{
    Console.Error.WriteLine($"Architectures FOLDER [NAME …]; the names are {string.Join(", ", ArchitectureTable.All.Keys)}.");
    return 1;
}

foreach (string name in names.Length > 0 ? names : ArchitectureTable.All.Keys)
{
    if (!ArchitectureTable.All.TryGetValue(name, out var architecture))
    {
        Console.Error.WriteLine($"There is no '{name}'; the names are {string.Join(", ", ArchitectureTable.All.Keys)}.");
        return 1;
    }

    var network = new NetworkBuilder(name, architecture.OperatorSet) { UsesEinsum = architecture.UsesEinsum };
    architecture.Build(network);
    network.Save(folder);
    Console.WriteLine(name);
}

return 0;
