using TypedModels.Formats;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers;

/// <summary>One call of a layer.</summary>
/// <param name="Arguments">What it is given by position.</param>
/// <param name="Named">What it is given by name.</param>
internal sealed record LayerCall(IReadOnlyList<LayerArgument> Arguments, IReadOnlyDictionary<string, LayerArgument> Named)
{
    private static readonly Dictionary<string, LayerArgument> s_nothing = [];

    /// <summary>The values of the first argument: one, or those of a list.</summary>
    public IReadOnlyList<LayerValue> Inputs => Arguments.Count > 0 ? [.. Arguments[0].Values] : [];

    /// <summary>The one value that the layer takes.</summary>
    /// <exception cref="ModelFormatException">It is given none, or several.</exception>
    public LayerValue Input => Inputs is [var input] ? input : throw KerasFault.Damaged($"it takes one tensor and is given {Inputs.Count}");

    /// <summary>A call with one value.</summary>
    public static LayerCall Of(LayerValue value) => new([LayerArgument.Of(value)], s_nothing);

    /// <summary>A call with several values: one, or a list of them.</summary>
    public static LayerCall Of(IReadOnlyList<LayerValue> values) => values.Count == 1 ? Of(values[0]) : new([LayerArgument.Of(values)], s_nothing);

    /// <summary>An argument, by its name or else by its place; null when it is not given, or given as <c>None</c>.</summary>
    /// <param name="name">The argument's name in Keras.</param>
    /// <param name="position">Its place, counted from 0; below 0 when it has none.</param>
    public LayerArgument? Find(string name, int position = -1)
    {
        var argument = Named.TryGetValue(name, out var named) ? named : position >= 0 && position < Arguments.Count ? Arguments[position] : null;
        return argument?.Constant?.IsNull == true ? null : argument;
    }

    /// <summary>A truth value that is given by name.</summary>
    public bool Flag(string name) => Find(name)?.Constant?.Bool ?? false;
}
