using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedModels.Generator.Parsing;

/// <summary>Finds the elements of an array in an attribute, in each way that C# has to write one.</summary>
internal static class ArraySyntax
{
    /// <summary>The element at a position; the array as a whole where it has no such element, or is no list of elements.</summary>
    public static SyntaxNode ElementAt(SyntaxNode array, int position) => array switch
    {
        CollectionExpressionSyntax collection => collection.Elements.ElementAtOrDefault(position) is ExpressionElementSyntax element ? element.Expression : array,
        ArrayCreationExpressionSyntax creation => creation.Initializer?.Expressions.ElementAtOrDefault(position) ?? array,
        ImplicitArrayCreationExpressionSyntax creation => creation.Initializer.Expressions.ElementAtOrDefault(position) ?? array,
        _ => array,
    };
}
