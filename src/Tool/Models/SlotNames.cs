using System.Globalization;
using TypedModels.Runtime.Calls;

namespace TypedModels.Tool.Models;

/// <summary>What recorded answers call the tensors that an argument is taken apart into.</summary>
internal static class SlotNames
{
    /// <summary>
    /// The key alone for a dense argument; <c>key.values</c>, <c>key.indices</c> and <c>key.dense_shape</c> for a sparse one; <c>key.values</c> and <c>key.row_splits.0</c> (the outermost) onwards for a ragged one.
    /// </summary>
    public static IReadOnlyList<string> Of(ArgumentContract argument) => argument.Encoding switch
    {
        ArgumentEncoding.Sparse => [$"{argument.Key}.values", $"{argument.Key}.indices", $"{argument.Key}.dense_shape"],
        ArgumentEncoding.Ragged => [$"{argument.Key}.values", .. Enumerable.Range(0, argument.RaggedRank).Select(level => string.Create(CultureInfo.InvariantCulture, $"{argument.Key}.row_splits.{level}"))],
        _ => [argument.Key],
    };

    /// <summary>The slots of some arguments, in the order that calls take and give them.</summary>
    public static IEnumerable<(string Name, DataType Type, ArgumentBinding Argument)> All(IEnumerable<ArgumentBinding> arguments) =>
        arguments.SelectMany(argument => Of(argument.Contract).Select((name, part) => (name, argument.SlotType(part), argument)));
}
