namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>The functions of one operation, by element type.</summary>
internal sealed class FunctionSet
{
    // A set of types has a bit for each number that a type may have.
    private const int BitCount = 64;

    // By the number of the type.
    private readonly ElementFunction[] _functions = new ElementFunction[BitCount];

    /// <summary>The element types that there is a function for.</summary>
    public DataTypeSet Types { get; private set; }

    /// <summary>The function of an element type.</summary>
    public ElementFunction this[DataType type]
    {
        get => Types.Contains(type) ? _functions[(int)type] : throw new KeyNotFoundException($"There is no function for {type}.");
        init => Set(type, value);
    }

    /// <summary>The functions of both; where both have one, that of <paramref name="right"/>.</summary>
    public static FunctionSet operator |(FunctionSet left, FunctionSet right)
    {
        var union = new FunctionSet { Types = left.Types | right.Types };
        for (int type = 0; type < BitCount; type++)
        {
            union._functions[type] = right.Types.Contains((DataType)type) ? right._functions[type] : left._functions[type];
        }

        return union;
    }

    private void Set(DataType type, ElementFunction function)
    {
        _functions[(int)type] = function;
        Types |= DataTypeSet.Of(type);
    }
}
