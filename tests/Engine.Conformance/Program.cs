using TypedModels.Engine.Conformance;
using TypedModels.Engine.Conformance.Comparison;
using TypedModels.Engine.Conformance.Families;
using TypedModels.Engine.Conformance.Lists;
using TypedModels.Engine.Conformance.Models;
using TypedModels.Engine.Conformance.Recording;
using Xunit.Runner.InProc.SystemConsole;

// Without one of these commands the project is what the name says: the tests.
//   list-operations      writes src/Formats/Operations/operations.txt from TensorFlow's library
//   list-managed         writes src/Formats/Operations/managed_operations.txt and docs/operations.md from the managed engine's kernels
//   record [FAMILY …]    asks TensorFlow's library the cases that have no answer yet and writes Answers/
//   record-all [FAMILY …]  the same for all cases
//   compare [FAMILY | OPERATION …]  says how the managed engine does on the recorded cases
//   answer FAMILY        what record starts: answers the cases whose numbers come in
//   answer-model MODEL   what ModelTests start: makes the calls whose numbers come in
switch (args)
{
    case ["list-operations"]:
        File.WriteAllText(RepositoryFiles.OperationTable, TensorFlowList.Write());
        return 0;
    case ["list-managed"]:
        File.WriteAllText(RepositoryFiles.ManagedOperations, ManagedList.WriteNames());
        File.WriteAllText(RepositoryFiles.OperationsPage, ManagedList.WritePage());
        return 0;
    case ["record" or "record-all", .. var names]:
        foreach (var family in CaseFamilies.Named(names))
        {
            Recorder.Record(family, isComplete: args[0] == "record-all", Console.Out);
        }

        return 0;
    case ["compare", .. var names]:
        OperationReport.Write(names, Console.Out);
        return 0;
    case ["answer", var name]:
        Recorder.Answer(CaseFamilies.Named([name]).Single());
        return 0;
    case ["answer-model", var name]:
        TensorFlowProcess.Answer(new SavedModelCalls(name));
        return 0;
    default:
        return await ConsoleRunner.Run(args);
}
