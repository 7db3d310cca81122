namespace TypedModels.Formats.Keras;

/// <summary>A tensor between the layers of a model: <c>[name, node, tensor]</c>, Keras's history of it.</summary>
/// <param name="Layer">The name of the layer that gives it.</param>
/// <param name="Call">Which call of that layer, counted from 0.</param>
/// <param name="Output">Which of the call's results.</param>
internal readonly record struct KerasTensorReference(string Layer, int Call, int Output)
{
    public override string ToString() => $"{Layer}[{Call}][{Output}]";
}
