namespace TypedModels.Tool.Check;

/// <summary>What <c>check</c> found. Its members are the JSON of <c>check --json</c>: they may be added to, not changed.</summary>
/// <param name="Model">The model's short name.</param>
/// <param name="Engine">What answered, with its version.</param>
/// <param name="Passed">The number of cases that agree.</param>
/// <param name="Failed">The number of cases that do not.</param>
/// <param name="Cases">Every case, in the file's order.</param>
internal sealed record CheckReport(string Model, string Engine, int Passed, int Failed, IReadOnlyList<CaseReport> Cases);

/// <summary>How one case went.</summary>
/// <param name="Signature">The signature that was called.</param>
/// <param name="Case">The case's name.</param>
/// <param name="Ok">Whether it agrees.</param>
/// <param name="MaxAbs">The largest absolute difference between numbers; null when none were compared.</param>
/// <param name="MaxRel">The largest difference relative to a recorded number other than 0; null when there was none.</param>
/// <param name="Message">What does not agree, and where; null when all does.</param>
internal sealed record CaseReport(string Signature, string Case, bool Ok, double? MaxAbs, double? MaxRel, string? Message);
