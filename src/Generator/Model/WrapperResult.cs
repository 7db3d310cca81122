namespace TypedModels.Generator.Model;

/// <summary>What a bound host comes to.</summary>
/// <param name="HostKey">The host's <see cref="HostModel.Key"/>.</param>
/// <param name="Wrapper">What to emit, or null.</param>
/// <param name="Diagnostics">What to report.</param>
internal sealed record WrapperResult(string HostKey, WrapperModel? Wrapper, ValueList<DiagnosticModel> Diagnostics);
