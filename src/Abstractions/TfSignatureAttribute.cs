namespace TypedModels;

/// <summary>
/// Declares a method of a wrapper by tensors of the model's graph: for graphs without signatures, and for inner tensors of any model. Element types and shapes come from the graph in the build.
/// </summary>
/// <param name="name">The signature's name; the method is called after it.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TfSignatureAttribute(string name) : Attribute
{
    /// <summary>The signature's name.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The tensors to feed, in the order of the parameters: <c>"input:0"</c>, where <c>:0</c> may be left out, or <c>"image=input:0"</c> to name the parameter. The end of a name is enough where only one
    /// node's name ends so.
    /// </summary>
    public string[] Inputs { get; set; } = [];

    /// <summary>The tensors to fetch, in the same way.</summary>
    public string[] Outputs { get; set; } = [];
}
