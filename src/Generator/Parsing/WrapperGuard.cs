using TypedModels.Generator.Diagnostics;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>Keeps a defect met in one model from taking the wrappers of the others with it.</summary>
internal static class WrapperGuard
{
    /// <summary>What <see cref="WrapperParser"/> makes of <paramref name="bound"/>; when it fails, a diagnostic that says so.</summary>
    public static WrapperResult Parse(BoundModel bound, CancellationToken cancellationToken) => Parse(bound, WrapperParser.Parse, cancellationToken);

    /// <summary>What <paramref name="parse"/> makes of <paramref name="bound"/>; when it fails, a diagnostic that says so.</summary>
    public static WrapperResult Parse(BoundModel bound, Func<BoundModel, CancellationToken, WrapperResult> parse, CancellationToken cancellationToken)
    {
        try
        {
            return parse(bound, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(bound.Host.Key, null, [DiagnosticModels.InternalError(bound.Host.Path, exception)]);
        }
    }
}
