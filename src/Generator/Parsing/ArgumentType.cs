namespace TypedModels.Generator.Parsing;

/// <summary>How an argument appears in C#.</summary>
/// <param name="Element">The type of an element.</param>
/// <param name="Parameter">The type of the parameter, with <c>scoped</c> where it is a view of the caller's memory.</param>
/// <param name="Default">The parameter's default, or null when it must be given.</param>
/// <param name="Owned">The type of the value as one owns it.</param>
/// <param name="Reader">The method of <c>ModelResults</c> that reads it, with its type arguments.</param>
/// <param name="JsonMethod">The method of <c>JsonResult</c> that describes it.</param>
/// <param name="IsScalar">Whether it is a single element.</param>
internal sealed record ArgumentType(string Element, string Parameter, string? Default, string Owned, string Reader, string JsonMethod, bool IsScalar)
{
    private const int LongestDefault = 100;

    /// <summary>The types of <paramref name="argument"/>, whose elements C# has a type for.</summary>
    public static ArgumentType Of(ArgumentContract argument)
    {
        string element = ElementTypes.Find(argument.DataType)!;
        bool isText = argument.DataType == DataType.String;
        bool isOptional = argument.Default is not null;
        return argument.Encoding switch
        {
            ArgumentEncoding.Sparse => Composite("Sparse", element, isText, isOptional),
            ArgumentEncoding.Ragged => Composite("Ragged", element, isText, isOptional),
            _ when argument.Shape.IsScalar => isText ? Text(element, isOptional) : Scalar(element, argument),
            _ => Tensor(element, isText, isOptional, argument.Shape.HasRank),
        };
    }

    /// <summary>Element type and shape, such as <c>float [?, 4]</c>.</summary>
    public static string Describe(ArgumentContract argument)
    {
        string encoding = argument.Encoding switch { ArgumentEncoding.Sparse => "sparse ", ArgumentEncoding.Ragged => "ragged ", _ => "" };
        return $"{encoding}{argument.DataType.ToWord()} {argument.Shape}";
    }

    /// <summary>The value of an argument that is left out, cut short when it is long; null when it must be given.</summary>
    public static string? DescribeDefault(ArgumentContract argument)
    {
        string? text = argument.Default?.ToString();
        return text is null || text.Length <= LongestDefault ? text : text.Substring(0, LongestDefault) + "…";
    }

    private static ArgumentType Composite(string kind, string element, bool isText, bool isOptional) => new(
        element,
        $"scoped global::TypedModels.{kind}Input<{element}>",
        isOptional ? "default" : null,
        $"global::TypedModels.{kind}Tensor<{element}>",
        isText ? kind + "Texts" : $"{kind}<{element}>",
        kind,
        IsScalar: false);

    private static ArgumentType Text(string element, bool isOptional) =>
        new(element, "scoped global::TypedModels.TextInput", isOptional ? "default" : null, element, "Text", $"Scalar", IsScalar: true);

    private static ArgumentType Scalar(string element, ArgumentContract argument)
    {
        string? constant = argument.Default is { Elements.Count: 1 } value ? DefaultConstants.Find(argument.DataType, value.Elements[0]) : null;
        bool isNullable = argument.Default is not null && constant is null;
        return new(element, isNullable ? element + "?" : element, isNullable ? "null" : constant, element, $"Scalar<{element}>", $"Scalar", IsScalar: true);
    }

    private static ArgumentType Tensor(string element, bool isText, bool isOptional, bool hasRank) => new(
        element,
        isText ? "scoped global::TypedModels.TextTensorInput" : $"scoped global::TypedModels.TensorInput<{element}>",
        isOptional ? "default" : null,
        hasRank ? $"global::System.Numerics.Tensors.Tensor<{element}>" : $"global::TypedModels.AnyRankTensor<{element}>",
        (hasRank, isText) switch { (true, true) => "Texts", (true, false) => $"Tensor<{element}>", (false, true) => "AnyRankTexts", _ => $"AnyRank<{element}>" },
        hasRank ? "Tensor" : "AnyRank",
        IsScalar: false);
}
