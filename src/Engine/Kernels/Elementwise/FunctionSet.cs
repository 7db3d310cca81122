namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>The functions of one operation, by element type.</summary>
internal sealed class FunctionSet
{
    private readonly Dictionary<DataType, ElementFunction> _functions = [];

    /// <summary>The element types that there is a function for.</summary>
    public DataTypeSet Types => DataTypeSet.Of([.. _functions.Keys]);

    /// <summary>The function of an element type.</summary>
    public ElementFunction this[DataType type]
    {
        get => _functions[type];
        init => _functions[type] = value;
    }

    /// <summary>The functions of both; where both have one, that of <paramref name="right"/>.</summary>
    public static FunctionSet operator |(FunctionSet left, FunctionSet right)
    {
        var union = new FunctionSet();
        foreach (var (type, function) in left._functions.Concat(right._functions))
        {
            union._functions[type] = function;
        }

        return union;
    }
}
