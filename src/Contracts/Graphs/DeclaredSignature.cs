namespace TypedModels.Graphs;

/// <summary>A signature that the code declares with <c>[TfSignature]</c>.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Inputs">The tensors that are fed, in the order of the parameters.</param>
/// <param name="Outputs">The tensors that are fetched.</param>
internal sealed record DeclaredSignature(string Key, ValueList<DeclaredArgument> Inputs, ValueList<DeclaredArgument> Outputs)
{
    /// <summary>What <paramref name="signature"/>, whose arguments name tensors, was declared as.</summary>
    public static DeclaredSignature Of(SignatureContract signature) => new(
        signature.Key,
        signature.Inputs.Select(DeclaredArgument.Of).ToValueList(),
        signature.Outputs.Select(DeclaredArgument.Of).ToValueList());
}

/// <summary>An argument of such a signature.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Tensor">The tensor, as the code names it.</param>
internal sealed record DeclaredArgument(string Key, string Tensor)
{
    /// <summary>Reads <c>key=tensor</c>, or <c>tensor</c> alone: the last part of its name is the key then, with the output's index where that is not 0.</summary>
    public static DeclaredArgument Parse(string text)
    {
        int equals = text.IndexOf('=');
        if (equals >= 0)
        {
            return new DeclaredArgument(text.Substring(0, equals).Trim(), text.Substring(equals + 1).Trim());
        }

        string tensor = text.Trim();
        var name = TensorReference.TryParse(tensor) ?? new TensorReference(tensor, 0);
        string last = name.Node.Substring(name.Node.LastIndexOf('/') + 1);
        return new DeclaredArgument(name.Index == 0 ? last : $"{last}_{name.Index}", tensor);
    }

    /// <summary>What <paramref name="argument"/>, which names a tensor, was declared as.</summary>
    public static DeclaredArgument Of(ArgumentContract argument) => new(argument.Key, argument.Tensor ?? argument.Key);
}
