using System.Diagnostics;
using TypedModels;
using TypedModels.Formats.Extraction;

// Extracts the contract of the model in the folder given, and prints the peak of the process's memory in bytes and the contract.
var result = ContractExtractor.ExtractFolder(args[0], "model", "models/model");
using var process = Process.GetCurrentProcess();
Console.WriteLine(process.PeakWorkingSet64);
Console.Write(ContractWriter.Write(result.Document));
