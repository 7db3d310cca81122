using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedModels.Generator.Diagnostics;

namespace TypedModels.Generator.Analyzers;

/// <summary>Suggests names for arguments of one type in calls of generated methods: their order comes from the model, and swapped ones would compile.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PositionalArgumentsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.PositionalArguments];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Parameters.Length < 3 || !IsGenerated(call.TargetMethod))
        {
            return;
        }

        foreach (var group in PositionalByType(call).Where(group => group.Count() > 1))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.PositionalArguments,
                group.First().Syntax.GetLocation(),
                call.TargetMethod.Name,
                string.Join(", ", group.Select(argument => $"'{argument.Parameter!.Name}'")),
                group.First().Parameter!.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        }
    }

    private static IEnumerable<IGrouping<ISymbol?, IArgumentOperation>> PositionalByType(IInvocationOperation call) => call.Arguments
        .Where(argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Syntax is ArgumentSyntax { NameColon: null })
        .GroupBy(argument => (ISymbol?)argument.Parameter!.Type, SymbolEqualityComparer.Default);

    /// <summary>Whether a method was made of a signature: it returns the generated type that is called after it.</summary>
    private static bool IsGenerated(IMethodSymbol method)
    {
        var result = method.ReturnType is INamedTypeSymbol { Name: "Task", TypeArguments: { Length: 1 } arguments } ? arguments[0] : method.ReturnType;
        return (result.Name == method.Name + "Result" || IsPair(method.Name, "Async", result.Name, "Result") || IsPair(method.Name, "Into", result.Name, "Sizes"))
            && result.GetAttributes().Any(attribute =>
                attribute.AttributeClass?.Name == "GeneratedCodeAttribute" && attribute.ConstructorArguments[0].Value is "TypedModels.Generator");
    }

    private static bool IsPair(string method, string methodSuffix, string type, string typeSuffix) =>
        method.EndsWith(methodSuffix, StringComparison.Ordinal) && type == method.Substring(0, method.Length - methodSuffix.Length) + typeSuffix;
}
