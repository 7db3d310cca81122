namespace TypedModels.Generator.Tests.Harness;

/// <summary>A contract as an additional file.</summary>
internal sealed class ContractText(string path, string text) : AdditionalText
{
    public override string Path { get; } = path;

    /// <summary>The contract.</summary>
    public string Content { get; } = text;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(Content, System.Text.Encoding.UTF8);
}
