namespace TypedModels.Generator.Model;

/// <summary>A contract file, read.</summary>
/// <param name="FileName">The file's name, for messages.</param>
/// <param name="Path">The model's path as the contract has it; empty when the text is too damaged to tell.</param>
/// <param name="Document">What it says, or null when it could not be read.</param>
/// <param name="Problem">Why it could not be read, or null.</param>
internal sealed record ContractModel(string FileName, string Path, ContractDocument? Document, ContractProblem? Problem);

/// <summary>Why a contract could not be read.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Text">What is wrong with it.</param>
/// <param name="IsNewer">Whether it is of a newer version of the format.</param>
internal sealed record ContractProblem(int Line, string Text, bool IsNewer);
