namespace TypedModels.Engine.Kernels;

/// <summary>One operation that the engine has: its kernel, and what that can take.</summary>
/// <param name="operation">The type of operation.</param>
/// <param name="create">Makes the kernel of a node.</param>
internal sealed class KernelRow(string operation, Func<KernelNode, Kernel> create)
{
    private readonly Lock _completing = new();
    private volatile Action<KernelRow>? _describe;
    private TypeRule[] _types = [];
    private TypeRule[] _widened = [];

    /// <summary>The type of operation.</summary>
    public string Operation => operation;

    /// <summary>Makes the kernel of a node.</summary>
    public Func<KernelNode, Kernel> Create => create;

    /// <summary>The types that the kernel takes itself, by the attribute that gives them.</summary>
    public TypeRule[] Types
    {
        get
        {
            Complete();
            return _types;
        }
    }

    /// <summary>The types that are converted for the kernel, by the attribute that gives them.</summary>
    public TypeRule[] Widened
    {
        get
        {
            Complete();
            return _widened;
        }
    }

    /// <summary>Whether the value is the same in every call, though the operation counts as stateful: a handle.</summary>
    public bool IsHandle { get; private set; }

    /// <summary>Whether equal inputs give equal outputs and nothing else happens, so that a node with known inputs can be computed once.</summary>
    public bool IsPure { get; private set; } = true;

    /// <summary>Whether the operation works element by element, so that it can be done with others of its kind in one pass.</summary>
    public bool IsElementwise { get; private set; }

    /// <summary>Says which types an attribute may have.</summary>
    public KernelRow Where(string attribute, DataTypeSet types)
    {
        _types = With(_types, attribute, types);
        return this;
    }

    /// <summary>Leaves it until the row is first used to say which types attributes may have.</summary>
    public KernelRow Later(Action<KernelRow> describe)
    {
        _describe = describe;
        return this;
    }

    /// <summary>Says that half and bfloat16 are computed in float and rounded, as TensorFlow does on a processor.</summary>
    public KernelRow WhereWidened(string attribute, DataTypeSet types) => Where(attribute, types).Widen(attribute, DataTypeSet.NarrowFloat);

    /// <summary>Says that complex64 is computed in complex128 and rounded.</summary>
    public KernelRow WidenComplex(string attribute) => Widen(attribute, DataTypeSet.Of(DataType.Complex64));

    /// <summary>Says that the operation works element by element: its kernel may be an <see cref="Elementwise.ElementwiseKernel"/>.</summary>
    public KernelRow Elementwise()
    {
        IsElementwise = true;
        return this;
    }

    /// <summary>Says that the value is a handle, the same in every call.</summary>
    public KernelRow Handle()
    {
        IsHandle = true;
        IsPure = false;
        return this;
    }

    /// <summary>Says that the operation has state, draws random numbers or does something that is seen elsewhere.</summary>
    public KernelRow Impure()
    {
        IsPure = false;
        return this;
    }

    /// <summary>Says that integers below 64 bits are computed in 64 bits and wrap around at the end.</summary>
    public KernelRow WidenIntegers(string attribute) => Widen(attribute, DataTypeSet.Integers - DataTypeSet.Of(DataType.Int64, DataType.UInt64));

    /// <summary>The type that a kernel computes in for values of <paramref name="type"/>.</summary>
    public DataType ComputedIn(string attribute, DataType type) =>
        !Find(Widened, attribute).Contains(type) ? type : type switch
        {
            DataType.Complex64 => DataType.Complex128,
            DataType.Int8 or DataType.Int16 or DataType.Int32 => DataType.Int64,
            DataType.UInt8 or DataType.UInt16 or DataType.UInt32 => DataType.UInt64,
            _ => DataType.Float,
        };

    private KernelRow Widen(string attribute, DataTypeSet types)
    {
        _widened = With(_widened, attribute, Find(_widened, attribute) | types);
        return this;
    }

    private void Complete()
    {
        if (_describe is not null)
        {
            lock (_completing)
            {
                _describe?.Invoke(this);
                _describe = null;
            }
        }
    }

    private static DataTypeSet Find(TypeRule[] rules, string attribute)
    {
        foreach (var rule in rules)
        {
            if (rule.Attribute == attribute)
            {
                return rule.Types;
            }
        }

        return default;
    }

    private static TypeRule[] With(TypeRule[] rules, string attribute, DataTypeSet types)
    {
        for (int i = 0; i < rules.Length; i++)
        {
            if (rules[i].Attribute == attribute)
            {
                rules[i] = new TypeRule(attribute, types);
                return rules;
            }
        }

        Array.Resize(ref rules, rules.Length + 1);
        rules[^1] = new TypeRule(attribute, types);
        return rules;
    }

    /// <summary>The types of an attribute.</summary>
    /// <param name="Attribute">The attribute.</param>
    /// <param name="Types">The types.</param>
    public readonly record struct TypeRule(string Attribute, DataTypeSet Types);
}
