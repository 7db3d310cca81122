using TypedModels.Engine.Conformance;
using TypedModels.Engine.Conformance.Lists;
using Xunit.Runner.InProc.SystemConsole;

// Without one of these commands the project is what the name says: the tests.
//   list-operations   writes src/Formats/Operations/operations.txt from TensorFlow's library
switch (args)
{
    case ["list-operations"]:
        File.WriteAllText(RepositoryFiles.OperationTable, TensorFlowList.Write());
        return 0;
    default:
        return await ConsoleRunner.Run(args);
}
