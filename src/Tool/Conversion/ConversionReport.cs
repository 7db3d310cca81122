namespace TypedModels.Tool.Conversion;

/// <summary>What <c>convert</c> did. Its members are the JSON of <c>convert --json</c>: they may be added to, not changed.</summary>
/// <param name="Model">The model that was converted.</param>
/// <param name="Folder">The SavedModel.</param>
/// <param name="Signatures">The keys of its signatures.</param>
/// <param name="Nodes">The nodes of its graph.</param>
/// <param name="NodesBefore">The nodes of the graph that it was made of.</param>
/// <param name="Variables">The number of its variables.</param>
/// <param name="Bytes">The size of its files.</param>
/// <param name="Verified">How its answers compare, on each engine that is there.</param>
internal sealed record ConversionReport(
    string Model, string Folder, IReadOnlyList<string> Signatures, int Nodes, int NodesBefore, int Variables, long Bytes, IReadOnlyList<VerificationReport> Verified);

/// <summary>How the answers compare on one engine.</summary>
/// <param name="Engine">The engine, with its version.</param>
/// <param name="Passed">The calls that agree.</param>
/// <param name="Failed">The calls that do not.</param>
/// <param name="Refused">The calls that agree since both fail: made-up inputs that the model refuses.</param>
/// <param name="Messages">What does not agree.</param>
internal sealed record VerificationReport(string Engine, int Passed, int Failed, int Refused, IReadOnlyList<string> Messages);
