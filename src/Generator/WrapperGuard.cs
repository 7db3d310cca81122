using Microsoft.CodeAnalysis;
using TypedModels.Generator.Diagnostics;
using TypedModels.Generator.Emit;
using TypedModels.Generator.Model;
using TypedModels.Generator.Parsing;

namespace TypedModels.Generator;

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

    /// <summary>Emits <paramref name="wrapper"/>.</summary>
    public static void Emit(SourceProductionContext output, WrapperModel wrapper)
    {
        if (Emit(wrapper, ModelEmitter.Emit, output.CancellationToken, out var failure) is { } source)
        {
            output.AddSource(wrapper.HintName, source);
        }
        else
        {
            output.ReportDiagnostic(failure!);
        }
    }

    /// <summary>What <paramref name="emit"/> makes of <paramref name="wrapper"/>; null when it fails, with a diagnostic that says so, which has no place in the source.</summary>
    public static string? Emit(WrapperModel wrapper, Func<WrapperModel, CancellationToken, string> emit, CancellationToken cancellationToken, out Diagnostic? failure)
    {
        try
        {
            failure = null;
            return emit(wrapper, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failure = Diagnostic.Create(DiagnosticDescriptors.InternalError, Location.None, [.. DiagnosticModels.InternalError(wrapper.Path, exception).Arguments]);
            return null;
        }
    }
}
