namespace TypedModels.Generator.Tests.Harness;

/// <summary>A contract as an additional file.</summary>
internal sealed class ContractText(string path, string text) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, System.Text.Encoding.UTF8);
}
