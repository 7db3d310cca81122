namespace TypedModels;

/// <summary>Gives a signature or an argument of a model another name in C#: where two keys would become one name, or a key is none.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TfNameAttribute : Attribute
{
    /// <summary>Names the method of a signature; its result and sizes follow.</summary>
    /// <param name="signature">The signature's key in the model.</param>
    /// <param name="name">The method's name, such as <c>PredictRaw</c>.</param>
    public TfNameAttribute(string signature, string name)
    {
        Signature = signature;
        Name = name;
    }

    /// <summary>Names an input or output of a signature.</summary>
    /// <param name="signature">The signature's key in the model.</param>
    /// <param name="argument">The argument's key in the signature; where an input and an output have it, both are renamed.</param>
    /// <param name="name">The name in camelCase, such as <c>limit</c>; an output's property takes it in PascalCase.</param>
    public TfNameAttribute(string signature, string argument, string name)
    {
        Signature = signature;
        Argument = argument;
        Name = name;
    }

    /// <summary>The signature's key in the model.</summary>
    public string Signature { get; }

    /// <summary>The argument's key in the signature, or null when the signature itself is named.</summary>
    public string? Argument { get; }

    /// <summary>The name in C#.</summary>
    public string Name { get; }
}
